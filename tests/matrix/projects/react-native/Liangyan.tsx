import { connectBridge, type RemoteEngine, type Transport } from 'liangyan/webview';
import { useEffect, useRef } from 'react';
import { StyleSheet, View } from 'react-native';
import { WebView, type WebViewMessageEvent } from 'react-native-webview';

/** The page that `npx liangyan-webview liangyan.html` wrote, read into a string by the app. */
interface Props {
  html: string;
  onReady: (engine: RemoteEngine) => void;
  onFailure: (error: unknown) => void;
}

/** An origin that no site has: the page is the app's own. */
const HOME = 'https://liangyan.invalid';

/** The engine, in a web view that nobody sees. Mount it once, near the root of the app. */
export function Liangyan({ html, onReady, onFailure }: Props) {
  const view = useRef<WebView>(null);
  const receivers = useRef(new Set<(frame: unknown) => void>());
  // What is called when the engine is there may change from render to render; the bridge is built once.
  const told = useRef({ onReady, onFailure });
  told.current = { onReady, onFailure };

  useEffect(() => {
    const transport: Transport = {
      send: (frame) => view.current?.postMessage(frame),
      listen: (receive) => {
        receivers.current.add(receive);
        return () => receivers.current.delete(receive);
      },
    };
    const connected = connectBridge(transport);
    connected.then(
      (engine) => told.current.onReady(engine),
      (error) => told.current.onFailure(error),
    );
    return () => {
      connected.then((engine) => engine.free()).catch(() => undefined);
    };
  }, []);

  const onMessage = ({ nativeEvent }: WebViewMessageEvent) => {
    // From the page itself: React Native says which address spoke.
    if (!nativeEvent.url.startsWith(HOME) && nativeEvent.url !== 'about:blank') return;
    for (const receive of receivers.current) receive(nativeEvent.data);
  };

  return (
    <View style={styles.unseen} pointerEvents="none" accessibilityElementsHidden importantForAccessibility="no">
      <WebView
        ref={view}
        source={{ html, baseUrl: HOME }}
        originWhitelist={[HOME, 'about:blank']}
        onMessage={onMessage}
        onShouldStartLoadWithRequest={({ url }) => url === 'about:blank' || url.startsWith(HOME)}
        incognito
        javaScriptEnabled
      />
    </View>
  );
}

const styles = StyleSheet.create({ unseen: { position: 'absolute', width: 1, height: 1, opacity: 0 } });
