"""An app with an embedded WebKitGTK view, as a native app has a WKWebView: it loads the page and speaks the bridge.

Usage: app.py PAGE.html REQUESTS.json ANSWERS.json. The requests are `[{"id", "type", "payload"}]`, or `{"frame": "..."}` for a frame sent as
it is; each goes out when the one before was answered. Writes what came back: `{"answers": [{"id", "type", "payload", "parts"}],
"longest": bytes of the longest frame}`.
"""

import json
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

VERSION = 1
# Characters a part, safe for any script: at most 6 bytes each in escaped JSON.
PIECE = 10_000
WINDOW = 8
LIMIT_SECONDS = 90


class Bridge:
    """The app's side: frames to the page and back, messages put together, parts answered by `read`."""

    def __init__(self, view, manager, on_message):
        self.view = view
        self.on_message = on_message
        self.incoming = {}
        self.outgoing = {}
        self.longest = 0
        manager.connect("script-message-received::liangyanHost", self.received)
        manager.register_script_message_handler("liangyanHost")

    def put(self, frame):
        # The frame is an argument, never a part of the script.
        arguments = GLib.Variant("a{sv}", {"frame": GLib.Variant("s", frame)})
        self.view.call_async_javascript_function("liangyanReceive(frame)", -1, arguments, None, None, None, None)

    def send(self, id, type, payload):
        whole = json.dumps({"v": VERSION, "id": id, "type": type, "payload": payload})
        if len(whole) <= PIECE:
            return self.put(whole)
        pieces = [whole[at : at + PIECE] for at in range(0, len(whole), PIECE)]
        self.outgoing[id] = {"pieces": pieces, "sent": 0, "read": 0}
        self.pump(id)

    def pump(self, id):
        out = self.outgoing[id]
        while out["sent"] < len(out["pieces"]) and out["sent"] - out["read"] < WINDOW:
            at = out["sent"]
            part = {"at": at, "last": at == len(out["pieces"]) - 1, "text": out["pieces"][at]}
            out["sent"] += 1
            self.put(json.dumps({"v": VERSION, "id": id, "type": "part", "payload": part}))

    def received(self, _manager, result):
        frame = result.get_js_value().to_string()
        self.longest = max(self.longest, len(frame.encode()))
        message = json.loads(frame)
        if message["type"] == "read":
            out = self.outgoing.get(message["id"])
            if out:
                out["read"] = max(out["read"], message["payload"]["at"] + 1)
                self.pump(message["id"])
        elif message["type"] == "part":
            part = message["payload"]
            parts = self.incoming.setdefault(message["id"], [])
            assert part["at"] == len(parts), "parts out of order"
            parts.append(part["text"])
            self.put(json.dumps({"v": VERSION, "id": message["id"], "type": "read", "payload": {"at": part["at"]}}))
            if part["last"]:
                del self.incoming[message["id"]]
                self.on_message(json.loads("".join(parts)), len(parts))
        else:
            self.on_message(message, 1)


def main(page, requests, out):
    answers = []
    manager = WebKit2.UserContentManager()
    view = WebKit2.WebView.new_with_user_content_manager(manager)
    window = Gtk.OffscreenWindow()
    window.add(view)
    window.show_all()

    def next_request():
        if not requests:
            return Gtk.main_quit()
        request = requests.pop(0)
        if "frame" in request:
            bridge.put(request["frame"])
        else:
            bridge.send(request["id"], request["type"], request["payload"])

    def on_message(message, parts):
        answers.append({**message, "parts": parts})
        next_request()

    def ended():
        print("no answer; so far:", [answer["type"] for answer in answers], file=sys.stderr)
        sys.exit(1)

    bridge = Bridge(view, manager, on_message)
    GLib.timeout_add_seconds(LIMIT_SECONDS, ended)
    view.load_uri(GLib.filename_to_uri(page, None))
    # The page says `ready` first; that is the first answer, and starts the requests.
    Gtk.main()
    with open(out, "w", encoding="utf-8") as file:
        json.dump({"answers": answers, "longest": bridge.longest}, file)


with open(sys.argv[2], encoding="utf-8") as file:
    main(sys.argv[1], json.load(file), sys.argv[3])
