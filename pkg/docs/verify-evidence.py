#!/usr/bin/env python3
"""Verifies Liangyan evidence packages with nothing of Liangyan: Python's standard library and openssl.

    python3 verify-evidence.py [--key ID] PACKAGE.wacz ...

Prints one line a package. Ends with 0 if every package is intact, else with 1.

What it does, step by step, so that you can do it by hand or in another language:

1. The ZIP. Every file in it is stored, in a fixed order, and every header byte has one possible value. So: read the names
   and contents, write the ZIP anew from them, compare byte for byte. Nothing can hide in what is equal.
2. The list, datapackage.json: canonical JSON (sorted keys, no spaces). It names every file but itself and the seal, with
   SHA-256 and length.
3. The seal, datapackage-digest.json: canonical JSON, no field more than it has to have, saying the same hash, time,
   program and version as the list.
4. The signature: ECDSA on P-384 with SHA-256 over the text "sha256:<hex of the list>", as 96 bytes r and s in base64, s in
   the lower half. openssl wants it as DER.
5. The key: its id is SHA-256 of the public key, and stands in evidence/chain.json. Compare it with the id that the person
   gave you before, or anybody could have made the package.

It does not compare packages with a chain file, and does not look at what lies in the record: what it says is whether
these are the bytes that this key sealed. That is all that a seal can say.
"""

import base64
import hashlib
import json
import os
import struct
import subprocess
import sys
import tempfile
import zlib

LIST, SEAL = "datapackage.json", "datapackage-digest.json"
FILES = [
    "archive/data.warc.gz",
    "indexes/index.cdx",
    "pages/pages.jsonl",
    "evidence/chain.json",
    "evidence/record.json",
    "evidence/what-this-proves-en.html",
    "evidence/what-this-proves-zh.html",
    LIST,
    SEAL,
]
LIST_KEYS = {
    "profile", "wacz_version", "title", "description", "created", "modified", "software", "version", "mainPageUrl",
    "mainPageDate", "resources",
}
SIGNED_KEYS = {"hash", "created", "software", "version", "signature", "publicKey"}
SPKI = bytes.fromhex("3076301006072a8648ce3d020106052b8104002203620004")
ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973


class NotIntact(Exception):
    """Why a package is not intact."""


def need(holds, why):
    if not holds:
        raise NotIntact(why)


def read_zip(data):
    """Names and contents, read in order from the front."""
    files, at = [], 0
    while data[at : at + 4] == b"PK\x03\x04":
        need(len(data) >= at + 30, "the ZIP ends early")
        size, name_length, extra_length = struct.unpack("<IHH", data[at + 22 : at + 30])
        need(extra_length == 0, "a file has an extra field")
        start = at + 30 + name_length
        need(start + size <= len(data), "a file claims more bytes than there are")
        files.append((data[at + 30 : start], data[start : start + size]))
        at = start + size
    return files


def write_zip(files):
    """The one ZIP that there is of these files."""
    body, central = b"", b""
    for name, content in files:
        # Version, flags, method, time, date, CRC, two lengths, name, extra field.
        shared = struct.pack("<HHHHHIIIHH", 10, 0, 0, 0, 0x21, zlib.crc32(content), len(content), len(content), len(name), 0)
        central += b"PK\x01\x02" + struct.pack("<H", 10) + shared + bytes(10) + struct.pack("<I", len(body)) + name
        body += b"PK\x03\x04" + shared + name + content
    end = struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(central), len(body), 0)
    return body + central + b"PK\x05\x06" + end


def read_json(data, what):
    """Canonical JSON: one value, one text."""
    try:
        value = json.loads(data.decode("utf-8"))
    except ValueError:
        raise NotIntact(f"{what} is not JSON") from None
    again = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # Python leaves DEL and writes control characters as canonical JSON asks; a key twice, a space, a fraction shows here.
    need(again.encode("utf-8", "surrogatepass") == data, f"{what} is not written as it is when sealed")
    return value


def sha256(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def check_list(value, files):
    need(isinstance(value, dict) and set(value) == LIST_KEYS, "the list has other fields than it should")
    need(value["wacz_version"] == "1.1.1" and value["profile"] == "data-package", "the list is of another version")
    wanted = [
        {"name": name.split("/")[-1], "path": name, "hash": sha256(files[name]), "bytes": len(files[name])}
        for name in FILES[:-2]
    ]
    need(value["resources"] == wanted, "a file is not the one that is listed")
    record = json.loads(files["evidence/record.json"])
    place = json.loads(files["evidence/chain.json"])
    first = record["captures"][0]
    page = first["capture"]["page"]
    facts = {
        "title": page["title"] or page["url"],
        "mainPageUrl": page["url"],
        "mainPageDate": first["at"]["capturedAt"],
        "created": place["capturedAt"],
        "modified": place["capturedAt"],
        "software": record["software"],
        "version": "0.1.0",
    }
    need(all(value[key] == fact for key, fact in facts.items()), "the list contradicts the record")
    need(record["format"] == "liangyan-evidence/1", "the record is of another version")
    need("evidence/what-this-proves-en.html" in value["description"], "the list describes something else")


def check_seal(seal, listed, list_hash):
    need("signedData" in seal, "nobody signed it")
    need(set(seal) == {"path", "hash", "signedData"}, "something was added to the seal")
    signed = seal["signedData"]
    need(isinstance(signed, dict) and set(signed) == SIGNED_KEYS, "something was added to the seal")
    need(seal["path"] == LIST and seal["hash"] == list_hash, "the seal is about another list")
    need(signed["hash"] == list_hash, "the signature is about another list")
    same = all(signed[key] == listed[key] for key in ("created", "software", "version"))
    need(same, "the seal contradicts the list")
    return signed


def plain_base64(text, length):
    """Base64 in its one form."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise NotIntact("a signature or key is not base64") from None
    need(len(data) == length and base64.b64encode(data).decode() == text, "a signature or key is not written as it should be")
    return data


def der_integer(number):
    data = number.to_bytes(number.bit_length() // 8 + 1, "big")
    return b"\x02" + bytes([len(data)]) + data


def check_signature(signed):
    """Asks openssl; gives the key's id."""
    key = plain_base64(signed["publicKey"], 120)
    need(key.startswith(SPKI), "the key is not a P-384 key")
    raw = plain_base64(signed["signature"], 96)
    r, s = int.from_bytes(raw[:48], "big"), int.from_bytes(raw[48:], "big")
    need(0 < r < ORDER and 0 < s <= ORDER // 2, "the signature is not in the form that sealing writes")
    body = der_integer(r) + der_integer(s)
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: os.path.join(folder, name) for name in ("key", "signature", "text")}
        contents = {"key": key, "signature": b"\x30" + bytes([len(body)]) + body, "text": signed["hash"].encode()}
        for name, path in paths.items():
            with open(path, "wb") as file:
                file.write(contents[name])
        asked = ["openssl", "dgst", "-sha256", "-keyform", "DER", "-verify", paths["key"]]
        done = subprocess.run([*asked, "-signature", paths["signature"], paths["text"]], capture_output=True, check=False)
    need(done.returncode == 0, "the signature is wrong")
    return hashlib.sha256(key).hexdigest()


def verify(data, pinned):
    """The key's id, if the package is intact."""
    need(data[:2] == b"PK", "this is not an evidence package")
    entries = read_zip(data)
    need([name for name, _ in entries] == [name.encode() for name in FILES], "the package holds other files than it should")
    need(write_zip(entries) == data, "the ZIP is not written as it is when sealed")
    files = {name.decode(): content for name, content in entries}
    listed = read_json(files[LIST], "the list")
    place = read_json(files["evidence/chain.json"], "the place in the chain")
    read_json(files["evidence/record.json"], "the record")
    check_list(listed, files)
    signed = check_seal(read_json(files[SEAL], "the seal"), listed, sha256(files[LIST]))
    key_id = check_signature(signed)
    need(place["keyId"] == key_id, f"another key sealed it than the one it names: {key_id}")
    need(pinned in (None, key_id), f"another key sealed it than the one you expect: {key_id}")
    return key_id


def main(args):
    pinned = None
    if args[:1] == ["--key"] and len(args) > 1:
        pinned, args = "".join(c for c in args[1].lower() if c not in " -:"), args[2:]
    if not args:
        print(__doc__)
        return 2
    bad = 0
    for path in args:
        with open(path, "rb") as file:
            data = file.read()
        try:
            key_id = verify(data, pinned)
            print(f"INTACT {path}: sealed with key {key_id}" + ("" if pinned else " (compare it with one you know)"))
        except NotIntact as why:
            bad += 1
            print(f"NOT INTACT {path}: {why}")
        except (KeyError, TypeError, IndexError, AttributeError, ValueError):
            bad += 1
            print(f"NOT INTACT {path}: a file of the package is not what it should be")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
