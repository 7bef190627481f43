//! Where packs and texts come from.

use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use liangyan::Engine;
use liangyan::judge::Preset;
use liangyan::pack;

/// An engine with the packs named on the command line, or with those of this repository, compiled when this program was
/// built.
pub fn engine(paths: &[PathBuf], preset: Preset) -> Result<Engine, String> {
    let packs = pack_bytes(paths)?;
    let slices: Vec<&[u8]> = packs.iter().map(Vec::as_slice).collect();
    Engine::new(&slices, preset).map_err(|e| e.to_string())
}

/// The compiled packs.
pub fn pack_bytes(paths: &[PathBuf]) -> Result<Vec<Vec<u8>>, String> {
    if paths.is_empty() {
        return Ok(BUILT_IN.iter().map(|bytes| bytes.to_vec()).collect());
    }
    paths.iter().map(|p| if p.is_dir() { compile(p) } else { file(p) }).collect()
}

/// A compiled pack's bytes; the npm package ships them gzipped.
pub fn file(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).and_then(unpacked).map_err(|e| format!("{}: {e}", path.display()))
}

/// Bytes as they are, or what they are gzipped from.
pub fn unpacked(bytes: Vec<u8>) -> io::Result<Vec<u8>> {
    if !bytes.starts_with(&[0x1F, 0x8B]) {
        return Ok(bytes);
    }
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(bytes.as_slice()).take(LARGEST_PACK).read_to_end(&mut plain)?;
    Ok(plain)
}

/// A packed file says nothing of how large it will be; no pack is larger than this, in bytes.
const LARGEST_PACK: u64 = 1 << 26;

const BUILT_IN: [&[u8]; 3] = [
    include_bytes!(concat!(env!("OUT_DIR"), "/zh.lypack")),
    include_bytes!(concat!(env!("OUT_DIR"), "/en.lypack")),
    include_bytes!(concat!(env!("OUT_DIR"), "/model.lymodel")),
];

/// Compiles a pack folder; all mistakes in one message.
pub fn compile(dir: &Path) -> Result<Vec<u8>, String> {
    pack::compile_dir(dir).map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        lines.join("\n")
    })
}

/// Opens a file (gzip by its name), or standard input where there is no path or it is `-`.
pub fn open(path: Option<&Path>) -> Result<Box<dyn BufRead>, String> {
    let Some(path) = path.filter(|p| p.as_os_str() != "-") else { return Ok(Box::new(BufReader::new(io::stdin()))) };
    let file = fs::File::open(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let reader: Box<dyn Read> = if path.extension().is_some_and(|e| e == "gz") {
        Box::new(flate2::read::MultiGzDecoder::new(file))
    } else {
        Box::new(file)
    };
    Ok(Box::new(BufReader::with_capacity(1 << 16, reader)))
}

/// Reads the next line without its line end; `None` at the end of the input.
pub fn next_line(reader: &mut dyn BufRead, line: &mut Vec<u8>) -> Result<Option<()>, String> {
    line.clear();
    if reader.read_until(b'\n', line).map_err(|e| format!("reading: {e}"))? == 0 {
        return Ok(None);
    }
    while matches!(line.last(), Some(b'\n' | b'\r')) {
        line.pop();
    }
    Ok(Some(()))
}
