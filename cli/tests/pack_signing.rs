//! `liangyan pack keygen|sign|verify`, run as people run it, and the same from Rust; with minisign too, where it is installed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use liangyan::judge::{Context, Preset};
use liangyan::pack::signed;
use liangyan::{Engine, Error};

const RULE: &str = "rule xx.insult.test
  category: insult
  severity: 3
  why: insult.intelligence
  confidence: 90
  terms:
    TERM
";

/// A folder for one test, with keys and packs `old.lypack` (1.1) and `new.lypack` (1.2, knows another word).
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Self {
        let desk = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name));
        let _ = fs::remove_dir_all(&desk.0);
        fs::create_dir_all(&desk.0).unwrap();
        for (pack, version, term) in [("old", "1.1", "blockhead"), ("new", "1.2", "pinhead")] {
            let source = desk.path(pack);
            fs::create_dir_all(&source).unwrap();
            fs::write(source.join("PACK"), format!("pack xx\nversion {version}\nlicence MIT OR Apache-2.0\n")).unwrap();
            fs::write(source.join("test.rules"), RULE.replace("TERM", term)).unwrap();
            desk.good(&["pack", "build", pack, "-o", &format!("{pack}.lypack")]);
        }
        for name in ["own", "other"] {
            desk.good(&["pack", "keygen", name, "--no-password"]);
        }
        desk.good(&["pack", "sign", "new.lypack", "-s", "own.key"]);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    fn run(&self, args: &[&str]) -> (i32, String) {
        said(Command::new(env!("CARGO_BIN_EXE_liangyan")).args(args).current_dir(&self.0).output().unwrap())
    }

    fn good(&self, args: &[&str]) -> String {
        let (code, out) = self.run(args);
        assert_eq!(code, 0, "{args:?}: {out}");
        out
    }

    /// `pack verify new.lypack -p own.pub …`.
    fn verify(&self, more: &[&str]) -> (i32, String) {
        self.run(&[&["pack", "verify", "new.lypack", "-p", "own.pub"], more].concat())
    }
}

fn said(output: Output) -> (i32, String) {
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

fn minisign() -> bool {
    static THERE: OnceLock<bool> = OnceLock::new();
    *THERE.get_or_init(|| {
        let there = Command::new("minisign").arg("-v").output().is_ok();
        if !there {
            eprintln!("skipped: minisign is not installed (Debian: minisign)");
        }
        there
    })
}

#[test]
fn what_was_signed_is_found_good_and_what_was_changed_is_not() {
    let desk = Desk::new("changed");
    let (code, out) = desk.verify(&["--running", "old.lypack"]);
    assert_eq!((code, out.starts_with("good: xx@1.2")), (0, true), "{out}");

    let good = desk.bytes("new.lypack");
    for at in [0, 12, good.len() / 2, good.len() - 1] {
        let mut bad = good.clone();
        bad[at] ^= 1;
        fs::write(desk.path("new.lypack"), bad).unwrap();
        let (code, out) = desk.verify(&[]);
        assert_eq!((code, out.contains("signature_wrong")), (1, true), "byte {at}: {out}");
    }
    fs::write(desk.path("new.lypack"), good).unwrap();

    let signature = desk.text("new.lypack.minisig");
    fs::write(desk.path("forged.minisig"), signature.replace("expires:", "expires:9")).unwrap();
    let (code, out) = desk.verify(&["-s", "forged.minisig"]);
    assert_eq!((code, out.contains("signature_wrong")), (1, true), "{out}");
    fs::write(desk.path("cut.minisig"), &signature[..99]).unwrap();
    let (code, out) = desk.verify(&["-s", "cut.minisig"]);
    assert_eq!((code, out.contains("cannot be read")), (2, true), "{out}");
}

#[test]
fn another_key_an_expired_pack_and_an_older_one_are_refused() {
    let desk = Desk::new("refused");
    let (code, out) = desk.run(&["pack", "verify", "new.lypack", "-p", "other.pub"]);
    assert_eq!((code, out.contains("signature_key")), (1, true), "{out}");
    let (code, out) = desk.run(&["pack", "verify", "new.lypack", "-p", "other.pub", "-p", "own.pub"]);
    assert_eq!(code, 0, "one of several keys is enough: {out}");
    let (code, out) = desk.run(&["pack", "verify", "new.lypack", "-p", "RWQ"]);
    assert_eq!(code, 2, "{out}");

    desk.good(&["pack", "sign", "new.lypack", "-s", "own.key", "--expires", "1000"]);
    let (code, out) = desk.verify(&["--at", "1000"]);
    assert_eq!((code, out.contains("pack_expired")), (1, true), "{out}");
    let (code, out) = desk.verify(&["--at", "999"]);
    assert_eq!(code, 0, "{out}");
    let (code, out) = desk.verify(&[]);
    assert_eq!(code, 1, "by this machine's clock: {out}");

    let (code, out) = desk.verify(&["--at", "999", "--running", "new.lypack"]);
    assert_eq!((code, out.contains("pack_not_newer")), (1, true), "{out}");
    desk.good(&["pack", "sign", "old.lypack", "-s", "own.key"]);
    let (code, out) = desk.run(&["pack", "verify", "old.lypack", "-p", "own.pub", "--running", "new.lypack"]);
    assert_eq!((code, out.contains("pack_not_newer")), (1, true), "{out}");
}

#[test]
fn keys_are_not_overwritten_and_nonsense_is_not_signed() {
    let desk = Desk::new("keys");
    let (code, out) = desk.run(&["pack", "keygen", "own", "--no-password"]);
    assert_eq!((code, out.contains("there already")), (2, true), "{out}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(desk.path("own.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "the secret key is its owner's alone");
    }
    fs::write(desk.path("nonsense"), "nonsense").unwrap();
    let (code, out) = desk.run(&["pack", "sign", "nonsense", "-s", "own.key"]);
    assert_eq!((code, out.contains("not a rule pack")), (2, true), "{out}");
    assert!(!desk.path("nonsense.minisig").exists());
}

#[test]
fn an_engine_in_rust_takes_an_update_and_keeps_what_runs_otherwise() {
    let desk = Desk::new("native");
    let (old, new) = (desk.bytes("old.lypack"), desk.bytes("new.lypack"));
    let (signature, key) = (desk.text("new.lypack.minisig"), desk.text("own.pub"));
    let mut engine = Engine::new(&[&old], Preset::Standard).unwrap();
    let found = |engine: &mut Engine, text| engine.check(text, &Context::default()).unwrap().findings.len();
    assert_eq!([found(&mut engine, "you blockhead"), found(&mut engine, "you pinhead")], [1, 0]);

    let comment = signed::open(&new, &signature, &[&key]).unwrap();
    assert_eq!(signed::open(&old, &signature, &[&key]), Err(Error::SignatureWrong));
    assert_eq!(signed::open(&new, &signature, &[]), Err(Error::SignatureKey));
    assert!(matches!(engine.place_update(&new, &comment, Some(u64::MAX)), Err(Error::PackExpired { .. })));
    assert!(matches!(engine.place_update(&old, &comment, None), Err(Error::PackNotNewer { .. })));
    assert!(matches!(engine.place_update(&new[..40], &comment, None), Err(Error::PackDamaged { .. })));
    assert_eq!(engine.place_update(&new, "", None), Err(Error::ExpiryMissing));
    assert_eq!(found(&mut engine, "you blockhead"), 1, "nothing has changed");

    let place = engine.place_update(&new, &comment, Some(0)).unwrap();
    assert_eq!((place.file, place.running.version.as_str(), place.update.version.as_str()), (0, "1.1", "1.2"));
    let mut engine = Engine::new(&[&new], Preset::Standard).unwrap();
    assert_eq!([found(&mut engine, "you blockhead"), found(&mut engine, "you pinhead")], [0, 1]);
}

#[test]
fn minisign_reads_what_is_signed_here_and_the_other_way_round() {
    if !minisign() {
        return;
    }
    let desk = Desk::new("minisign");
    let run = |args: &[&str]| said(Command::new("minisign").args(args).current_dir(&desk.0).output().unwrap());
    let (code, out) = run(&["-V", "-p", "own.pub", "-m", "new.lypack"]);
    assert_eq!((code, out.contains("file:new.lypack")), (0, true), "{out}");

    let (code, out) = run(&["-G", "-W", "-p", "theirs.pub", "-s", "theirs.key"]);
    assert_eq!(code, 0, "{out}");
    let (code, out) =
        run(&["-S", "-s", "theirs.key", "-m", "new.lypack", "-x", "theirs.minisig", "-t", "expires:9000000000"]);
    assert_eq!(code, 0, "{out}");
    let args = ["pack", "verify", "new.lypack", "-p", "theirs.pub", "-s", "theirs.minisig", "--running", "old.lypack"];
    let (code, out) = desk.run(&args);
    assert_eq!((code, out.starts_with("good: xx@1.2")), (0, true), "{out}");
}
