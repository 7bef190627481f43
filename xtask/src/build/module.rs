//! The modules for JavaScript, each from one compilation, with the glue that goes with it: engine, inbox, evidence and stamps
//! as WebAssembly 1.0 that Safari 15 and old webviews read; and the same as plain JavaScript for where there is no WebAssembly
//! (Lockdown Mode), engine and inbox in one, because what they have in common would be there twice otherwise.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::Places;
use super::step::{self, Key};
use super::tools::{Run, Tools, WASM, remaps, target_dir};

/// Since Rust 1.82 the target turns on reference types and multivalue, which Safari 15, old `WeChat` and wasm2js cannot
/// read. The standard library is built with them; `--no-check-features` links it all the same, and wasm-opt then lowers
/// the few instructions that came with it.
const RUSTFLAGS: &[&str] = &[
    "-Ctarget-feature=-reference-types,-multivalue",
    "-Clink-arg=--features=mutable-globals,bulk-memory,sign-ext,nontrapping-fptoint",
    "-Clink-arg=--no-check-features",
    // SHA-256 as loops: unrolled it is eight kilobytes of wasm, and what is hashed are captures.
    "--cfg=sha2_backend_soft=\"compact\"",
];

/// Lowers everything past WebAssembly 1.0.
const WASM_OPT: &[&str] = &[
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--signext-lowering",
    "--llvm-memory-copy-fill-lowering",
    "--llvm-nontrapping-fptoint-lowering",
];

/// A crate that JavaScript loads.
pub struct Module {
    /// What its files are called.
    pub name: &'static str,
    /// The crate.
    package: &'static str,
    /// The profile it is compiled with: the engine for speed; the others, which run once a message or a capture, for their way
    /// over the wire.
    profile: &'static str,
    /// The same, for wasm-opt.
    level: &'static [&'static str],
    /// The features it is compiled with.
    features: &'static str,
    /// What it ships as.
    form: Form,
}

/// What a module ships as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Wasm,
    /// JavaScript, made of the wasm.
    Plain,
    Both,
}

impl Module {
    /// The files that are made of it.
    pub fn files(&self) -> Vec<String> {
        let endings: &[&str] = match self.form {
            Form::Wasm => &["wasm", "glue.js"],
            Form::Plain => &["core.js", "glue.js"],
            Form::Both => &["wasm", "core.js", "glue.js"],
        };
        endings.iter().map(|ending| format!("{}.{ending}", self.name)).collect()
    }
}

/// wasm-opt for bytes, again until nothing is gained any more.
const SMALL: &[&str] = &["-Oz", "--converge"];

/// What JavaScript loads. The engine and the inbox are one crate with different doors, and so are evidence and stamps: their
/// profiles, and with that the folders cargo writes to, have to differ.
pub const MODULES: [Module; 5] = [
    Module {
        name: "engine",
        package: "liangyan",
        profile: "wasm",
        level: &["-O3"],
        features: "engine-module",
        form: Form::Wasm,
    },
    Module {
        name: "inbox",
        package: "liangyan",
        profile: "wasm-small",
        level: SMALL,
        features: "inbox-module",
        form: Form::Wasm,
    },
    Module {
        name: "evidence",
        package: "liangyan-evidence",
        profile: "wasm-small",
        level: SMALL,
        features: "evidence-module",
        form: Form::Both,
    },
    Module {
        name: "stamps",
        package: "liangyan-evidence",
        profile: "wasm-stamps",
        level: SMALL,
        features: "stamps-module",
        form: Form::Both,
    },
    Module {
        name: "plain",
        package: "liangyan",
        profile: "wasm-plain",
        level: &["-Os"],
        features: "engine-module,inbox-module",
        form: Form::Plain,
    },
];

/// The engine with texts in it that make it trap: compiled quickly, and never shipped.
const FAULTY: Module = Module {
    name: "engine",
    package: "liangyan",
    profile: "release",
    level: &[],
    features: "engine-module,fault",
    form: Form::Wasm,
};

/// A rival of the engine, compiled and optimised as the engine is.
const RIVAL: Module = Module {
    name: "rustrict",
    package: "liangyan-bench-rustrict",
    profile: "wasm",
    level: &["-O3"],
    features: "",
    form: Form::Wasm,
};

/// Builds `rustrict.wasm` and `rustrict.glue.js`.
pub fn build_rival(places: &Places, tools: &Tools) -> Result<()> {
    let raw = compile(places, &RIVAL)?;
    let bound = bind(places, &RIVAL, &raw)?;
    optimise(places, tools, &RIVAL, &bound)?;
    Ok(())
}

/// Builds `engine.wasm` and `engine.glue.js` of the engine that can be made to trap.
pub fn build_faulty(places: &Places) -> Result<()> {
    let raw = compile(places, &FAULTY)?;
    let bound = bind(places, &FAULTY, &raw)?;
    fs::copy(bound, places.between.join("engine.wasm"))?;
    Ok(())
}

/// Builds `NAME.wasm` and `NAME.glue.js`, and of what ships as plain JavaScript `NAME.core.js`.
pub fn build(places: &Places, tools: &Tools, module: &Module) -> Result<()> {
    let Module { name, .. } = module;
    let raw = compile(places, module)?;
    let between = &places.between;
    let core = between.join(format!("{name}.core.js"));
    let bound = bind(places, module, &raw)?;
    let wasm = optimise(places, tools, module, &bound)?;
    if module.form == Form::Wasm {
        return Ok(());
    }
    let binaryen = places.root.join("node_modules/binaryen");
    let mut key = Key::new("wasm2js");
    key.path(&wasm)?.path(&binaryen.join("package.json"))?;
    step::run(between, &format!("{name}.core"), key, &[&core], || {
        tools
            .node(&places.root)
            .arg(binaryen.join("bin/wasm2js"))
            .args(["-O3", "--mvp-features", "--enable-mutable-globals"])
            .arg(&wasm)
            .arg("-o")
            .arg(&core)
            .run(&format!("the {name} without wasm"))
    })
}

/// Optimises a bound module and takes it down to WebAssembly 1.0: `NAME.wasm`, whose path comes back.
fn optimise(places: &Places, tools: &Tools, module: &Module, bound: &Path) -> Result<PathBuf> {
    let Module { name, level, .. } = module;
    let between = &places.between;
    let wasm = between.join(format!("{name}.wasm"));
    let binaryen = places.root.join("node_modules/binaryen");
    let mut key = Key::new(("wasm-opt", level, WASM_OPT));
    key.path(bound)?.path(&binaryen.join("package.json"))?;
    step::run(between, &format!("{name}.wasm"), key, &[&wasm], || {
        let opt = |node: Run| node.arg(binaryen.join("bin/wasm-opt"));
        opt(tools.node(&places.root)).arg(bound).args(*level).args(WASM_OPT).arg("-o").arg(&wasm).run("the wasm")?;
        // Read back with every later feature off: whatever was not lowered is an error here and not in a visitor's browser.
        opt(tools.node(&places.root))
            .arg(&wasm)
            .args(["--mvp-features", "--enable-mutable-globals", "--vacuum", "-o"])
            .arg(between.join(format!("{name}.checked.wasm")))
            .run("the check that the wasm is WebAssembly 1.0")
    })?;
    Ok(wasm)
}

/// Binds a module to JavaScript: `NAME.bound.wasm`, whose path comes back, and `NAME.glue.js`.
fn bind(places: &Places, module: &Module, raw: &Path) -> Result<PathBuf> {
    let (between, name) = (&places.between, module.name);
    let (bound, glue) = (between.join(format!("{name}.bound.wasm")), between.join(format!("{name}.glue.js")));
    let mut key = Key::new("bindgen 0.2.130");
    key.path(raw)?;
    step::run(between, &format!("{name}.glue"), key, &[&bound, &glue], || {
        let mut bindgen = Bindgen::new();
        let mut output = bindgen.input_path(raw).out_name(name).web(true)?.typescript(false).generate_output()?;
        fs::write(&glue, output.js())?;
        fs::write(&bound, output.wasm_mut().emit_wasm())?;
        Ok(())
    })?;
    Ok(bound)
}

/// Compiles a module; cargo knows best whether anything changed.
///
/// `cdylib` is asked for here and not in Cargo.toml: with it a library's file has no hash in its name, and two
/// compilations of the engine in one build (the command line's and its build script's) would overwrite each other.
fn compile(places: &Places, module: &Module) -> Result<PathBuf> {
    let mut flags: Vec<String> = RUSTFLAGS.iter().map(|&flag| flag.to_owned()).collect();
    for (path, name) in remaps(&places.root)? {
        flags.push(format!("--remap-path-prefix={path}={name}"));
    }
    Run::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), &places.root)
        .args(["rustc", "--quiet", "--locked", "--package", module.package, "--lib", "--crate-type", "cdylib"])
        .args(["--profile", module.profile, "--target", WASM, "--features", module.features])
        .env("CARGO_ENCODED_RUSTFLAGS", &flags.join("\x1f"))
        .run(module.name)?;
    let file = format!("{}/{}.wasm", module.profile, module.package.replace('-', "_"));
    let raw = target_dir(&places.root).join(WASM).join(&file);
    raw.exists().then_some(raw).with_context(|| format!("cargo wrote no {file}"))
}
