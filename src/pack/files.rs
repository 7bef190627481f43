//! Reading a pack's folder: the `PACK` header and every `*.rules` file, in the order of their names.

use std::fs;
use std::path::Path;

use super::source::{SourceError, SourcePack};
use super::{compile, encode};

/// Reads a pack folder.
///
/// # Errors
/// Unreadable files (not UTF-8 included) and every mistake of form.
pub fn read_dir(dir: &Path) -> Result<SourcePack, Vec<SourceError>> {
    let mut pack = SourcePack::default();
    let mut errors = Vec::new();
    match read(&dir.join("PACK")) {
        Ok(text) => pack.read_header(&name(&dir.join("PACK")), &text, &mut errors),
        Err(e) => return Err(vec![e]),
    }
    let mut files = Vec::new();
    collect(dir, &mut files).map_err(|e| vec![e])?;
    for file in files {
        match read(&file) {
            Ok(text) => pack.read_rules(&name(&file), &text, &mut errors),
            Err(e) => errors.push(e),
        }
    }
    if errors.is_empty() { Ok(pack) } else { Err(errors) }
}

/// Reads and compiles a pack folder to its binary form.
///
/// # Errors
/// As [`read_dir`] and [`compile`].
pub fn compile_dir(dir: &Path) -> Result<Vec<u8>, Vec<SourceError>> {
    Ok(encode(&compile(&read_dir(dir)?)?))
}

fn collect(dir: &Path, files: &mut Vec<std::path::PathBuf>) -> Result<(), SourceError> {
    let entries = fs::read_dir(dir).map_err(|e| unreadable(dir, &e))?;
    let mut paths: Vec<_> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    for path in paths {
        if path.extension().is_some_and(|e| e == "rules") {
            files.push(path);
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, SourceError> {
    let bytes = fs::read(path).map_err(|e| unreadable(path, &e))?;
    String::from_utf8(bytes).map_err(|e| {
        let line = e.as_bytes()[..e.utf8_error().valid_up_to()].iter().filter(|b| **b == b'\n').count() as u32 + 1;
        SourceError { file: name(path), line, problem: "the file is not UTF-8".into(), mend: "Save it as UTF-8".into() }
    })
}

fn unreadable(path: &Path, error: &std::io::Error) -> SourceError {
    SourceError {
        file: name(path),
        line: 0,
        problem: format!("it cannot be read ({error})"),
        mend: "Check the path".into(),
    }
}

fn name(path: &Path) -> String {
    path.display().to_string()
}
