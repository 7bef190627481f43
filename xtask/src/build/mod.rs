//! From the engine's source to the npm package in `pkg/dist`.
//!
//! Every step is keyed by a hash of what goes into it and skipped when nothing of that changed. What lies between the
//! steps is kept in `target/package`; what ships goes to `pkg/dist`, the sizes to `artifacts`.

mod module;
mod packs;
mod step;
mod tools;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use step::Key;
use tools::Tools;

/// Where things are.
struct Places {
    /// The workspace.
    root: PathBuf,
    /// What lies between the steps.
    between: PathBuf,
    /// What ships.
    dist: PathBuf,
}

impl Places {
    fn find() -> Result<Self> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest.parent().context("xtask lies in the workspace")?.to_path_buf();
        let between = tools::target_dir(&root).join("package");
        let dist = root.join("pkg/dist");
        fs::create_dir_all(between.join("packs"))?;
        fs::create_dir_all(&dist)?;
        Ok(Self { root, between, dist })
    }
}

/// Builds everything.
pub fn run() -> Result<()> {
    let places = Places::find()?;
    // Two builds at once would write over each other: the second waits.
    let lock = fs::File::create(places.between.join("lock"))?;
    lock.lock()?;
    let tools = Tools::find(&places.root)?;
    for module in &module::MODULES {
        module::build(&places, &tools, module)?;
    }
    packs::build(&places)?;
    package(&places, &tools, "whole")
}

/// Builds the package with an engine that can be made to trap into `target/faults`, from what the last whole build made.
pub fn faults() -> Result<()> {
    run()?;
    let shipped = Places::find()?;
    let between = shipped.between.with_file_name("faults");
    let dist = between.join("dist");
    fs::create_dir_all(&dist)?;
    let places = Places { root: shipped.root.clone(), between, dist };
    module::build_faulty(&places)?;
    // Only the engine differs: the rest is taken over.
    let rest = module::MODULES.iter().flat_map(module::Module::files);
    for name in rest.filter(|name| !["engine.wasm", "engine.glue.js"].contains(&name.as_str())) {
        fs::copy(shipped.between.join(&name), places.between.join(&name))?;
    }
    fs::create_dir_all(places.between.join("packs"))?;
    for pack in fs::read_dir(shipped.between.join("packs"))? {
        let pack = pack?;
        fs::copy(pack.path(), places.between.join("packs").join(pack.file_name()))?;
    }
    package(&places, &Tools::find(&places.root)?, "code")
}

/// Builds what the bench compares with and is no npm package, into `target/rivals`.
pub fn rivals() -> Result<()> {
    let places = Places::find()?;
    let between = places.between.with_file_name("rivals");
    fs::create_dir_all(&between)?;
    let tools = Tools::find(&places.root)?;
    module::build_rival(&Places { between, ..places }, &tools)
}

/// TypeScript to JavaScript and declarations, the inlined and the wasm-free builds, and the table of sizes.
/// `extent` is `whole`, or `code` for the code alone.
fn package(places: &Places, tools: &Tools, extent: &str) -> Result<()> {
    let mut key = Key::new("package");
    for input in [
        "pkg/src",
        "pkg/build",
        "pkg/package.json",
        "pkg/tsconfig.json",
        "package-lock.json",
        "packs/why.tsv",
        "evidence/src/words.tsv",
    ] {
        key.path(&places.root.join(input))?;
    }
    for module in &module::MODULES {
        for name in module.files() {
            key.path(&places.between.join(name))?;
        }
    }
    key.path(&places.between.join("packs"))?;
    step::run(&places.between, "package", key, &[&places.dist.join("index.js")], || {
        let dist = places.dist.to_str().context("the package's path is not UTF-8")?;
        let node = tools.node(&places.root).env("LIANGYAN_DIST", dist);
        node.arg("pkg/build/main.mjs").arg(&places.between).arg(extent).run("the package")
    })
}
