import './picture.css';

import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';

import { useTexts } from '../../i18n/use-texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import type { CheckedImage } from './base64-image.ts';
import { resultTexts } from './result-texts.ts';

type ShownImage = Extract<CheckedImage, { kind: 'image' }>;

/** A picture from a server; pressed, it is shown in full size, where it can be copied and saved. */
export function Picture(props: { image: ShownImage; alt: string; children: ReactNode }) {
  const { image, alt, children } = props;
  const t = useTexts(resultTexts);
  const [isOpen, setOpen] = useState(false);
  return (
    <figure>
      <button
        type="button"
        className="pb-plain pb-picture"
        title={t('picture.open')}
        onClick={() => setOpen(true)}
      >
        <img src={image.dataUrl} alt={alt} decoding="async" />
      </button>
      <figcaption>{children}</figcaption>
      {isOpen && (
        <Dialog opened onClose={() => setOpen(false)} title={t('picture.title')} size="auto">
          <img className="pb-picture-full" src={image.dataUrl} alt={alt} />
          <PictureActions image={image} />
        </Dialog>
      )}
    </figure>
  );
}

function PictureActions({ image }: { image: ShownImage }) {
  const t = useTexts(resultTexts);
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  const copy = () =>
    copyPicture(image.dataUrl).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    );
  return (
    <Group justify="flex-end" className="pb-dialog-foot">
      {outcome === 'failed' && (
        <span className="pb-form-error" role="alert">
          {t('picture.failed')}
        </span>
      )}
      <Button
        component="a"
        variant="default"
        href={image.dataUrl}
        download={`picture.${image.mimeType.slice('image/'.length)}`}
      >
        {t('save')}
      </Button>
      <Button onClick={() => void copy()}>
        {t(outcome === 'copied' ? 'picture.copied' : 'picture.copy')}
      </Button>
    </Group>
  );
}

/** Clipboards take PNG, so it is drawn as one; throws when it cannot be. */
async function copyPicture(dataUrl: string): Promise<void> {
  const picture = new Image();
  picture.src = dataUrl;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = picture.naturalWidth;
  canvas.height = picture.naturalHeight;
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  const png = await new Promise<Blob>((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('the picture could not be drawn'));
      else resolve(blob);
    }, 'image/png');
  });
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
}
