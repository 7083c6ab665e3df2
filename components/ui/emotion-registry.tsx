'use client';
import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { useServerInsertedHTML } from 'next/navigation';
import { type ReactNode, useState } from 'react';

/**
 * Emotion's cache for the app router: styles that server rendering used are put in front of the markup that needs
 * them, once each, as the page streams. Without it every component would bring a <style> of its own.
 */
export function EmotionRegistry({ children }: { children: ReactNode }) {
  const [{ cache, flush }] = useState(() => {
    const cache = createCache({ key: 'mui' });
    cache.compat = true;
    const insert = cache.insert;
    let used: { name: string; global: boolean }[] = [];
    cache.insert = (selector, serialized, ...rest) => {
      if (cache.inserted[serialized.name] === undefined) used.push({ name: serialized.name, global: selector === '' });
      return insert(selector, serialized, ...rest);
    };
    return {
      cache,
      flush: () => {
        const flushed = used;
        used = [];
        return flushed;
      },
    };
  });

  useServerInsertedHTML(() => {
    const flushed = flush();
    if (flushed.length === 0) return null;
    const css = ({ name }: { name: string }) => {
      const text = cache.inserted[name];
      return typeof text === 'string' ? text : '';
    };
    const scoped = flushed.filter((style) => !style.global);
    return (
      <>
        {flushed
          .filter((style) => style.global)
          .map((style) => (
            <style
              key={style.name}
              data-emotion={`${cache.key}-global ${style.name}`}
              // biome-ignore lint/security/noDangerouslySetInnerHtml: CSS made by Emotion from our own code
              dangerouslySetInnerHTML={{ __html: css(style) }}
            />
          ))}
        {scoped.length > 0 && (
          <style
            data-emotion={`${cache.key} ${scoped.map((style) => style.name).join(' ')}`}
            // biome-ignore lint/security/noDangerouslySetInnerHtml: CSS made by Emotion from our own code
            dangerouslySetInnerHTML={{ __html: scoped.map(css).join('') }}
          />
        )}
      </>
    );
  });

  return <CacheProvider value={cache}>{children}</CacheProvider>;
}
