//! `liangyan pack keygen|sign|verify`: packs signed in minisign's format, so that minisign itself can do every step too.

use std::fs::{self, OpenOptions};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;
use liangyan::judge::Preset;
use liangyan::pack::{signed, update};
use liangyan::{Engine, Error, PackInfo};
use minisign::{KeyPair, SecretKey, SecretKeyBox};

use crate::sources;

/// Holds the password of a secret key where nobody can be asked for it.
const PASSWORD: &str = "LIANGYAN_KEY_PASSWORD";
const DAY: u64 = 86_400;

#[derive(Args)]
pub struct KeygenArgs {
    /// Writes NAME.key, which stays secret, and NAME.pub, which goes into the app.
    #[arg(value_name = "NAME")]
    name: PathBuf,
    /// Leaves the secret key without a password: for a place that keeps secrets itself.
    #[arg(long)]
    no_password: bool,
}

#[derive(Args)]
pub struct SignArgs {
    /// The pack or model, exactly as it will be served.
    file: PathBuf,
    /// The secret key; its password is asked for, or taken from `LIANGYAN_KEY_PASSWORD`.
    #[arg(short, long, value_name = "FILE")]
    secret_key: PathBuf,
    /// In how many days it expires: how long somebody may go on serving it in place of a newer one.
    #[arg(long, default_value_t = 180, value_parser = clap::value_parser!(u64).range(1..=3650))]
    days: u64,
    /// When it expires, in seconds since the epoch, instead.
    #[arg(long, value_name = "SECONDS", conflicts_with = "days")]
    expires: Option<u64>,
    /// The file to write. Default: FILE.minisig.
    #[arg(short, long)]
    out: Option<PathBuf>,
}

#[derive(Args)]
pub struct VerifyArgs {
    /// The pack or model.
    file: PathBuf,
    /// A public key (a .pub file, or its second line) of which one must have signed; may be given more than once.
    #[arg(short, long, required = true, value_name = "FILE|KEY")]
    public_key: Vec<String>,
    /// The signature. Default: FILE.minisig.
    #[arg(short, long, value_name = "FILE")]
    signature: Option<PathBuf>,
    /// The pack that runs now: what is not newer is refused.
    #[arg(short, long, value_name = "FILE")]
    running: Option<PathBuf>,
    /// The time to judge by, in seconds since the epoch. Default: now.
    #[arg(long, value_name = "SECONDS")]
    at: Option<u64>,
}

pub fn keygen(args: &KeygenArgs) -> Result<ExitCode, String> {
    let [secret, public] = ["key", "pub"].map(|kind| beside(&args.name, kind));
    if let Some(taken) = [&secret, &public].into_iter().find(|path| path.exists()) {
        return Err(format!("{} is there already: choose another name", taken.display()));
    }
    let pair = if args.no_password {
        KeyPair::generate_unencrypted_keypair()
    } else {
        KeyPair::generate_encrypted_keypair(password()?)
    };
    let pair = pair.map_err(|e| e.to_string())?;
    let text = pair.sk.to_box(Some("liangyan secret key")).map_err(|e| e.to_string())?.into_string();
    write_new(&secret, &text, true)?;
    write_new(&public, &pair.pk.to_box().map_err(|e| e.to_string())?.into_string(), false)?;
    println!("{}: keep it secret", secret.display());
    println!("{}: {}", public.display(), pair.pk.to_base64());
    Ok(ExitCode::SUCCESS)
}

pub fn sign(args: &SignArgs) -> Result<ExitCode, String> {
    let bytes = read(&args.file)?;
    let pack = sources::unpacked(bytes.clone())
        .map_err(|e| e.to_string())
        .and_then(|plain| PackInfo::of(&plain).map_err(|e| e.to_string()));
    let pack = pack.map_err(|e| format!("{}: {e}", args.file.display()))?;
    let now = seconds_now()?;
    let expires = args.expires.unwrap_or(now + args.days * DAY);
    let key = fs::read_to_string(&args.secret_key).map_err(|e| format!("{}: {e}", args.secret_key.display()))?;
    let key = secret_key(&key)?;
    let name = args.file.file_name().unwrap_or_default().to_string_lossy();
    // White space parts the fields.
    let name = name.replace(char::is_whitespace, "_");
    let comment = format!("timestamp:{now}\tfile:{name}\t{}{expires}", update::EXPIRES);
    let signature = minisign::sign(None, &key, bytes.as_slice(), Some(&comment), Some("signature by liangyan"));
    let out = args.out.clone().unwrap_or_else(|| beside(&args.file, "minisig"));
    let text = signature.map_err(|e| e.to_string())?.into_string();
    fs::write(&out, text).map_err(|e| format!("{}: {e}", out.display()))?;
    println!("{}: {}@{}, expires at {expires} (seconds since the epoch)", out.display(), pack.name, pack.version);
    Ok(ExitCode::SUCCESS)
}

pub fn verify(args: &VerifyArgs) -> Result<ExitCode, String> {
    let bytes = read(&args.file)?;
    let path = args.signature.clone().unwrap_or_else(|| beside(&args.file, "minisig"));
    let signature = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let keys = args.public_key.iter().map(|key| public_key(key)).collect::<Result<Vec<_>, _>>()?;
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let now = match args.at {
        Some(at) => at,
        None => seconds_now()?,
    };
    let running = args.running.as_deref().map(sources::file).transpose()?;
    let running: Vec<&[u8]> = running.iter().map(Vec::as_slice).collect();
    let running = Engine::new(&running, Preset::Standard).map_err(|e| format!("the running pack: {e}"))?;
    match judge(bytes, &signature, &keys, &running, now.saturating_mul(1000)) {
        Ok((pack, expires)) => {
            println!("good: {}@{}, expires at {expires} (seconds since the epoch)", pack.name, pack.version);
            Ok(ExitCode::SUCCESS)
        }
        Err(error @ (Error::SignatureUnreadable { .. } | Error::PublicKeyUnreadable)) => Err(error.to_string()),
        Err(error) => {
            println!("refused ({}): {error}", error.code());
            Ok(ExitCode::from(1))
        }
    }
}

/// The pack's name, version and time of expiry, or why it is not taken. `now` is in milliseconds since the epoch.
fn judge(bytes: Vec<u8>, signature: &str, keys: &[&str], running: &Engine, now: u64) -> Result<(PackInfo, u64), Error> {
    // The signature first: what nobody signed is not even unpacked.
    let comment = signed::open(&bytes, signature, keys)?;
    let plain = sources::unpacked(bytes).map_err(|_| Error::PackDamaged { detail: "it cannot be unpacked" })?;
    if running.packs().is_empty() {
        let pack = PackInfo::of(&plain)?;
        let expires = update::expiry(&comment)?;
        update::refuse_expired(expires, now)?;
        return Ok((pack, expires));
    }
    running.place_update(&plain, &comment, Some(now)).map(|place| (place.update, place.expires))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|e| format!("{}: {e}", path.display()))
}

/// A public key as text: out of a file where there is one of this name.
fn public_key(given: &str) -> Result<String, String> {
    if Path::new(given).exists() {
        fs::read_to_string(given).map_err(|e| format!("{given}: {e}"))
    } else {
        Ok(given.into())
    }
}

/// A secret key, its password taken off if it has one.
fn secret_key(text: &str) -> Result<SecretKey, String> {
    let boxed = || SecretKeyBox::from_string(text).map_err(|e| format!("the secret key cannot be read: {e}"));
    if let Ok(key) = boxed()?.into_unencrypted_secret_key() {
        return Ok(key);
    }
    boxed()?.into_secret_key(password()?).map_err(|e| format!("the secret key cannot be opened: {e}"))
}

/// The password from the environment; `None` lets the person be asked.
fn password() -> Result<Option<String>, String> {
    let set = std::env::var(PASSWORD).ok();
    if set.is_none() && !std::io::stdin().is_terminal() {
        return Err(format!("the key needs a password and there is nobody to ask: set {PASSWORD}"));
    }
    Ok(set)
}

/// Writes a file that is not there yet; a secret one for its owner alone.
fn write_new(path: &Path, text: &str, secret: bool) -> Result<(), String> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if secret {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let write = || options.open(path)?.write_all(text.as_bytes());
    write().map_err(|e: std::io::Error| format!("{}: {e}", path.display()))
}

/// A file's name with another ending behind it: `zh.lypack` -> `zh.lypack.minisig`.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

/// Seconds since the epoch, by this machine's clock.
fn seconds_now() -> Result<u64, String> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map(|time| time.as_secs()).map_err(|_| "this machine's clock stands before 1970: set it".to_owned())
}
