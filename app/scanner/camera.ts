import type { Seeing } from '../words/scanner';

/** An open camera. `torch` null: it has none. */
export type Camera = {
  stream: MediaStream;
  torch: ((isOn: boolean) => Promise<void>) | null;
  close: () => void;
};

/** The one behind a telephone where there is one, sharp enough for a small code. */
const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1080 } },
};

/** Asks for permission: called on a tap, never by itself. What is refused is a value. */
export const openCamera = async (): Promise<Camera | Extract<Seeing, 'refused' | 'absent' | 'busy'>> => {
  if (!navigator.mediaDevices?.getUserMedia) return 'absent';
  try {
    const stream = await navigator.mediaDevices.getUserMedia(WANTED);
    const [track] = stream.getVideoTracks();
    return {
      stream,
      torch: track && hasTorch(track) ? (isOn) => track.applyConstraints(torchSet(isOn)) : null,
      close: () => {
        for (const each of stream.getTracks()) each.stop();
      },
    };
  } catch (error) {
    return refusalOf(error);
  }
};

const refusalOf = (error: unknown) => {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'absent' : 'busy';
};

/** Of the drafts of the W3C, not of the types of the language. */
const hasTorch = (track: MediaStreamTrack): boolean => {
  const can = track.getCapabilities?.() ?? {};
  return 'torch' in can && can.torch === true;
};

const torchSet = (torch: boolean): MediaTrackConstraints => ({
  advanced: [{ torch } as MediaTrackConstraintSet],
});

const LONGEST_SIDE = 1280;

/** The points of a picture, no larger than a code needs; null: it has none yet. */
export const pointsOf = (picture: CanvasImageSource, width: number, height: number): ImageData | null => {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  const [across, down] = [Math.round(width * scale), Math.round(height * scale)];
  if (across === 0 || down === 0) return null;
  const canvas = Object.assign(document.createElement('canvas'), { width: across, height: down });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(picture, 0, 0, across, down);
  return context?.getImageData(0, 0, across, down) ?? null;
};

/** One point in so many is enough to tell how dark a picture is. */
const SAMPLE = 64;
const DARK = 35;

export const isDark = ({ data }: ImageData): boolean => {
  let sum = 0;
  let count = 0;
  for (let at = 0; at < data.length; at += 4 * SAMPLE) {
    sum += 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
    count += 1;
  }
  return sum / count < DARK;
};
