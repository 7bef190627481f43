import type { Verdict } from 'liangyan';
import type { RemoteEngine } from 'liangyan/webview';
import { useState } from 'react';
import { Text } from 'react-native';
import { Liangyan } from './Liangyan';

/** A screen that uses the sample, so that its types are held against their use. */
export function Screen({ html }: { html: string }) {
  const [engine, setEngine] = useState<RemoteEngine | null>(null);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const look = async (ready: RemoteEngine) => {
    setEngine(ready);
    setVerdict(await ready.check('hello', { surface: 'dm' }));
    // @ts-expect-error there is no such surface
    await ready.check('hello', { surface: 'letter' });
    // @ts-expect-error a text is a string
    await ready.check(7);
  };
  return (
    <>
      <Liangyan html={html} onReady={look} onFailure={console.warn} />
      <Text>{verdict === null || engine === null ? '' : `${engine.kind} ${verdict.level}`}</Text>
    </>
  );
}
