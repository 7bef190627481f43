//! The engine for JavaScript, from one compilation: WebAssembly 1.0 that Safari 15 and old webviews read, the same as
//! plain JavaScript for where there is no WebAssembly (Lockdown Mode), and the glue that both share.

use std::fs;

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
];

/// Lowers everything past WebAssembly 1.0.
const WASM_OPT: &[&str] = &[
    "-O3",
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

/// Builds `engine.wasm`, `engine.glue.js` and `engine.core.js`.
pub fn build(places: &Places, tools: &Tools) -> Result<()> {
    let raw = compile(places)?;
    let between = &places.between;
    let (bound, glue) = (between.join("engine.bound.wasm"), between.join("engine.glue.js"));
    let (wasm, core) = (between.join("engine.wasm"), between.join("engine.core.js"));

    let mut key = Key::new("bindgen 0.2.130");
    key.path(&raw)?;
    step::run(between, "glue", key, &[&bound, &glue], || {
        let mut bindgen = Bindgen::new();
        let mut output = bindgen.input_path(&raw).out_name("engine").web(true)?.typescript(false).generate_output()?;
        fs::write(&glue, output.js())?;
        fs::write(&bound, output.wasm_mut().emit_wasm())?;
        Ok(())
    })?;

    let binaryen = places.root.join("node_modules/binaryen");
    let mut key = Key::new(("wasm-opt", WASM_OPT));
    key.path(&bound)?.path(&binaryen.join("package.json"))?;
    step::run(between, "wasm", key, &[&wasm], || {
        let opt = |node: Run| node.arg(binaryen.join("bin/wasm-opt"));
        opt(tools.node(&places.root)).arg(&bound).args(WASM_OPT).arg("-o").arg(&wasm).run("the wasm")?;
        // Read back with every later feature off: whatever was not lowered is an error here and not in a visitor's browser.
        opt(tools.node(&places.root))
            .arg(&wasm)
            .args(["--mvp-features", "--enable-mutable-globals", "--vacuum", "-o"])
            .arg(between.join("engine.checked.wasm"))
            .run("the check that the wasm is WebAssembly 1.0")
    })?;

    let mut key = Key::new("wasm2js");
    key.path(&wasm)?.path(&binaryen.join("package.json"))?;
    step::run(between, "core", key, &[&core], || {
        tools
            .node(&places.root)
            .arg(binaryen.join("bin/wasm2js"))
            .args(["-O3", "--mvp-features", "--enable-mutable-globals"])
            .arg(&wasm)
            .arg("-o")
            .arg(&core)
            .run("the engine without wasm")
    })
}

/// Compiles the engine; cargo knows best whether anything changed.
///
/// `cdylib` is asked for here and not in Cargo.toml: with it a library's file has no hash in its name, and two
/// compilations of the engine in one build (the command line's and its build script's) would overwrite each other.
fn compile(places: &Places) -> Result<std::path::PathBuf> {
    let mut flags: Vec<String> = RUSTFLAGS.iter().map(|&flag| flag.to_owned()).collect();
    for (path, name) in remaps(&places.root)? {
        flags.push(format!("--remap-path-prefix={path}={name}"));
    }
    Run::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), &places.root)
        .args(["rustc", "--quiet", "--locked", "--package", "liangyan", "--lib", "--crate-type", "cdylib"])
        .args(["--profile", "wasm", "--target", WASM])
        .env("CARGO_ENCODED_RUSTFLAGS", &flags.join("\x1f"))
        .run("the engine")?;
    let raw = target_dir(&places.root).join(WASM).join("wasm/liangyan.wasm");
    raw.exists().then_some(raw).context("cargo wrote no liangyan.wasm")
}
