//! Other programs that do the same work, run beside ours and measured by the CPU time that they take.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// What a program took, and what it said.
pub struct Run {
    /// The CPU time of the process and its children, user and system.
    pub cpu: Duration,
    /// Its standard output.
    pub said: String,
}

/// Runs a program a few times and keeps the run that took least.
///
/// # Errors
/// A sentence that says why there is nothing to compare with.
pub fn best_of(runs: usize, program: &str, arguments: &[&str]) -> Result<Run, String> {
    let mut best: Option<Run> = None;
    for _ in 0..runs {
        let run = measure(program, arguments)?;
        if best.as_ref().is_none_or(|best| run.cpu < best.cpu) {
            best = Some(run);
        }
    }
    best.ok_or_else(|| format!("{program} was not run"))
}

/// Runs a program under the `time` of bash, which tells the CPU time of a child without any library.
fn measure(program: &str, arguments: &[&str]) -> Result<Run, String> {
    let script = "TIMEFORMAT='cpu %3U %3S'; time \"$@\"";
    let output = Command::new("bash")
        .args(["-c", script, "bash", program])
        .args(arguments)
        .env("LC_ALL", "C")
        .output()
        .map_err(|why| format!("bash, which tells the CPU time of {program}, does not run: {why}"))?;
    let told = String::from_utf8_lossy(&output.stderr);
    match output.status.code() {
        Some(0) => {}
        Some(127) => return Err(format!("{program} is not here")),
        _ => {
            let last = told.lines().rfind(|line| !line.trim().is_empty() && !line.starts_with("cpu ")).unwrap_or("");
            return Err(format!("{program} failed: {last}"));
        }
    }
    let times = told.lines().rfind(|line| line.starts_with("cpu ")).unwrap_or_default();
    let seconds: Vec<f64> = times.split_whitespace().skip(1).filter_map(|part| part.parse().ok()).collect();
    let [user, system] = seconds[..] else { return Err(format!("the time of {program} cannot be read: {told}")) };
    let cpu = Duration::from_secs_f64(user + system);
    Ok(Run { cpu, said: String::from_utf8_lossy(&output.stdout).into_owned() })
}

/// Installs a package of npm into a folder.
///
/// # Errors
/// A sentence that says why it is not there.
pub fn install(package: &str, folder: &Path) -> Result<(), String> {
    let folder = folder.display().to_string();
    let arguments = ["install", "--no-save", "--no-audit", "--no-fund", "--silent", "--prefix", &folder, package];
    measure("npm", &arguments).map(drop).map_err(|why| format!("{package} cannot be installed: {why}"))
}
