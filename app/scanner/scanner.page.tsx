import { useEffect, useRef, useState } from 'react';
import type { Profession } from '#server/domain/facts/vocabulary';
import type { Card } from '../board/scanned-card';
import { PageBody } from '../ui/page-body';
import { professionWords } from '../words/professions';
import { scannerWords, seeingWords } from '../words/scanner';
import type { Camera } from './camera';
import { useScanning } from './scanning';

type ScannerPageProps = {
  profession: Profession;
  /** The AMC numbers of the directory. */
  known: readonly string[];
  /** The board's address. */
  back: string;
  onCard: (card: Card) => void;
};

/** The code on a card, read in the browser. The camera opens on a tap. */
export const ScannerPage = ({ profession, known, back, onCard }: ScannerPageProps) => {
  const video = useRef<HTMLVideoElement>(null);
  const { seeing, camera, begin, close, readPhoto } = useScanning({ video, known, onCard });
  useEffect(() => {
    if (!video.current) return;
    video.current.srcObject = camera?.stream ?? null;
    // It was closed before its first picture: there is nothing to play.
    if (camera) video.current.play().catch(() => undefined);
  }, [camera]);
  return (
    <PageBody
      title={scannerWords.title}
      beside={professionWords[profession].name}
      above={<a href={back}>{scannerWords.back}</a>}
    >
      <p>{scannerWords.lead}</p>
      <p className="without-script">{scannerWords.withoutScript}</p>
      <div className="scanner needs-script">
        <video ref={video} aria-label={scannerWords.video} muted playsInline hidden={camera === null} />
        <p role="status" className="seeing">
          {seeingWords[seeing]}
        </p>
        <p className="scanner-tools">
          {camera === null ? (
            <button type="button" className="button button-main" onClick={() => void begin()}>
              {scannerWords.open}
            </button>
          ) : (
            <>
              <button type="button" className="button" onClick={close}>
                {scannerWords.close}
              </button>
              <TorchButton camera={camera} />
            </>
          )}
        </p>
        <label className="scanner-photo">
          {scannerWords.photo}
          <input
            type="file"
            accept="image/*"
            capture="environment"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              if (file) void readPhoto(file);
              currentTarget.value = '';
            }}
          />
        </label>
      </div>
    </PageBody>
  );
};

/** Where the camera has one. */
const TorchButton = ({ camera: { torch } }: { camera: Camera }) => {
  const [isOn, setOn] = useState(false);
  if (torch === null) return null;
  const turn = () =>
    torch(!isOn).then(
      () => setOn(!isOn),
      // It was taken away meanwhile: it stays as it is.
      () => undefined,
    );
  return (
    <button type="button" className="button" aria-pressed={isOn} onClick={() => void turn()}>
      {isOn ? scannerWords.torchOff : scannerWords.torchOn}
    </button>
  );
};
