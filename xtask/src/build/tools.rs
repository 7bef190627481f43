//! The programs a build needs. What is missing is installed where that is one command, and named with its mend where not.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The target of the browser build.
pub const WASM: &str = "wasm32-unknown-unknown";
/// The oldest Node the build runs on.
const NODE: u32 = 20;

/// A command that says what it was for when it fails.
pub struct Run(Command);

impl Run {
    pub fn new(program: impl AsRef<std::ffi::OsStr>, root: &Path) -> Self {
        let mut command = Command::new(program);
        command.current_dir(root).stdin(Stdio::null());
        Self(command)
    }

    pub fn arg(mut self, arg: impl AsRef<std::ffi::OsStr>) -> Self {
        self.0.arg(arg);
        self
    }

    pub fn args<S: AsRef<std::ffi::OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.0.args(args);
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.0.env(name, value);
        self
    }

    pub fn run(mut self, what: &str) -> Result<()> {
        let status =
            self.0.status().with_context(|| format!("cannot start {} for {what}", self.0.get_program().display()))?;
        if !status.success() {
            bail!("{what} could not be built: {} ended with {status}", self.0.get_program().display());
        }
        Ok(())
    }
}

/// The programs, found.
pub struct Tools {
    node: PathBuf,
}

impl Tools {
    /// Looks for Node, the packages of the lock file and the wasm target; gets the last two where they are missing.
    pub fn find(root: &Path) -> Result<Self> {
        let tools = Self { node: env::var_os("NODE").map_or_else(|| "node".into(), PathBuf::from) };
        let Some(version) = output(Command::new(&tools.node).arg("--version")) else {
            bail!("Node is not installed: install Node {NODE} or newer (Debian: apt-get install nodejs npm)");
        };
        let major = version.trim_start_matches('v').split('.').next().and_then(|v| v.parse::<u32>().ok());
        if major.is_none_or(|major| major < NODE) {
            bail!("Node is {}, too old: install Node {NODE} or newer", version.trim());
        }
        if ["esbuild/bin/esbuild", "typescript/lib/tsc.js", "binaryen/bin/wasm-opt", "@gfx/zopfli"]
            .iter()
            .any(|tool| !root.join("node_modules").join(tool).exists())
        {
            eprintln!("installing the npm packages of package-lock.json (once)");
            Run::new("npm", root)
                .args(["ci", "--no-audit", "--no-fund"])
                .run("the npm packages (is npm installed, and the registry reachable?)")?;
        }
        wasm_target(root)?;
        Ok(tools)
    }

    /// Node, to be given a script.
    pub fn node(&self, root: &Path) -> Run {
        Run::new(&self.node, root)
    }
}

/// Makes sure that the standard library of the wasm target is there.
fn wasm_target(root: &Path) -> Result<()> {
    let there = || {
        output(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]).current_dir(root))
            .is_some_and(|dir| Path::new(dir.trim()).exists())
    };
    if there() {
        return Ok(());
    }
    eprintln!("adding the Rust target {WASM} (once)");
    let added = Run::new("rustup", root).args(["target", "add", WASM]).run("the wasm target");
    if added.is_err() || !there() {
        bail!("Rust has no {WASM} target: run `rustup target add {WASM}`");
    }
    Ok(())
}

/// Where cargo builds to.
pub fn target_dir(root: &Path) -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir))
}

/// The path prefixes of this machine and what stands for them in what ships: else the bytes, and so the hash of the
/// wasm, would depend on whose home it was built in.
pub fn remaps(root: &Path) -> Result<Vec<(String, &'static str)>> {
    let home = env::var("CARGO_HOME").or_else(|_| env::var("HOME").map(|home| format!("{home}/.cargo")));
    let cargo_home = home.context("neither CARGO_HOME nor HOME is set")?;
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(root))
        .context("rustc does not answer")?;
    let mut remaps = vec![
        (cargo_home.clone(), "cargo"),
        (sysroot.trim().to_owned(), "rust"),
        (root.to_str().context("the workspace's path is not UTF-8")?.to_owned(), "liangyan"),
    ];
    // The folder of a registry is named after its host. A later remap goes before an earlier one.
    if let Ok(registries) = std::fs::read_dir(Path::new(&cargo_home).join("registry/src")) {
        remaps.extend(registries.filter_map(|entry| Some((entry.ok()?.path().to_str()?.to_owned(), "crates"))));
    }
    Ok(remaps)
}

fn output(command: &mut Command) -> Option<String> {
    let out = command.stderr(Stdio::null()).output().ok()?;
    out.status.success().then(|| String::from_utf8_lossy(&out.stdout).into_owned())
}
