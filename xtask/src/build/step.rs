//! Steps that are skipped when nothing that goes into them changed.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};

/// The hash of what goes into a step.
pub struct Key(DefaultHasher);

impl Key {
    /// A key that holds the recipe so far: its name, and anything that is not a file.
    pub fn new(recipe: impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        recipe.hash(&mut hasher);
        Self(hasher)
    }

    /// Adds the content of a file, or of every file in a folder, by name. A path that is not there counts as empty.
    pub fn path(&mut self, path: &Path) -> Result<&mut Self> {
        if path.is_dir() {
            let mut entries: Vec<_> = fs::read_dir(path)?.collect::<Result<_, _>>()?;
            entries.sort_by_key(fs::DirEntry::file_name);
            for entry in entries {
                entry.file_name().hash(&mut self.0);
                self.path(&entry.path())?;
            }
        } else if path.is_file() {
            fs::read(path).with_context(|| format!("cannot read {}", path.display()))?.hash(&mut self.0);
        }
        Ok(self)
    }
}

/// Runs a step unless its key is the one it last ran with and its outputs are there.
#[allow(clippy::needless_pass_by_value, reason = "a key is made for one run")]
pub fn run(stamps: &Path, name: &str, key: Key, outputs: &[&Path], work: impl FnOnce() -> Result<()>) -> Result<()> {
    let stamp = stamps.join(format!("{name}.stamp"));
    let key = format!("{:016x}", key.0.finish());
    if outputs.iter().all(|o| o.exists()) && fs::read_to_string(&stamp).is_ok_and(|last| last == key) {
        return Ok(());
    }
    let start = Instant::now();
    work()?;
    eprintln!("built {name} ({:.1} s)", start.elapsed().as_secs_f32());
    fs::write(stamp, key)?;
    Ok(())
}
