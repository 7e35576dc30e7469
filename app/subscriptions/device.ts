import { registerWorker } from '../offline/registration';
import type { DeviceFault } from '../words/subscriptions';

/** Where notifications of this device are sent, as its browser gives it. */
type DeviceAddress = { endpoint: string; p256dh: string; auth: string };

type Found = { ok: true; address: DeviceAddress } | { ok: false; fault: DeviceFault };

const refused = (fault: DeviceFault): Found => ({ ok: false, fault });

/** Asks this browser for the permission and an address: from a touch alone. `publicKey`: of who will send. */
export const deviceAddress = async (publicKey: string): Promise<Found> => {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window))
    return refused('unsupported');
  const permission = await Notification.requestPermission();
  if (permission !== 'granted') return refused(permission === 'denied' ? 'denied' : 'dismissed');
  if (!(await registerWorker())) return refused('unsupported');
  try {
    const { pushManager } = await navigator.serviceWorker.ready;
    const made = await subscribed(pushManager, publicKey);
    const { endpoint, keys } = made.toJSON();
    return endpoint && keys?.p256dh && keys.auth
      ? { ok: true, address: { endpoint, p256dh: keys.p256dh, auth: keys.auth } }
      : refused('failed');
  } catch {
    return refused('failed');
  }
};

/** One made for a pair that this service no longer has is ended first: a browser keeps one, and of one key. */
const subscribed = async (pushManager: PushManager, publicKey: string): Promise<PushSubscription> => {
  const asked = { userVisibleOnly: true, applicationServerKey: publicKey };
  try {
    return await pushManager.subscribe(asked);
  } catch (error) {
    if ((error as Error).name !== 'InvalidStateError') throw error;
    await (await pushManager.getSubscription())?.unsubscribe();
    return pushManager.subscribe(asked);
  }
};
