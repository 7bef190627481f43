//! What of the repository is put in: its packs, its model, and the inputs that once broke something.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use liangyan::pack::compile_dir;

fn here() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The packs and the model of the repository, as a browser loads them; compiled once a process.
///
/// # Panics
/// When they cannot be compiled: `pack lint` says why.
pub fn sources() -> &'static [Vec<u8>] {
    static FILES: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    FILES.get_or_init(|| {
        let packs = here().join("../../packs");
        let mut files: Vec<Vec<u8>> = ["zh", "en"]
            .map(|name| compile_dir(&packs.join(name)).unwrap_or_else(|errors| panic!("packs/{name}: {errors:?}")))
            .into();
        files.push(fs::read(packs.join("model.lymodel")).expect("the model"));
        files
    })
}

/// Inputs that once broke a target, by the names of their files.
///
/// # Panics
/// When they cannot be read.
pub fn found(target: &str) -> Vec<(String, Vec<u8>)> {
    let Ok(folder) = fs::read_dir(here().join("found").join(target)) else { return Vec::new() };
    let mut inputs: Vec<(String, Vec<u8>)> = folder
        .map(|entry| entry.expect("a file of the folder").path())
        .map(|path| (path.display().to_string(), fs::read(&path).expect("a readable file")))
        .collect();
    inputs.sort();
    inputs
}
