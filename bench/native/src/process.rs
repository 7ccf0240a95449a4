//! What a process costs, as the kernel tells it while it runs and in the moment when it has ended. Linux only.

use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};

/// What a run has cost.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// Seconds of processor time, of all threads, user and system.
    pub processor: f64,
    /// Seconds from start to end.
    pub wall: f64,
    /// The most memory that was held, in KiB.
    pub memory: u64,
}

/// How many of the kernel's ticks are a second: `USER_HZ`, which is 100 on every machine that Linux has today.
const TICKS: f64 = 100.0;

/// Runs a program with its output thrown away.
pub fn cost(command: &mut Command) -> Result<Cost> {
    let begun = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let folder = format!("/proc/{}", child.id());
    let mut memory = 0;
    let (processor, wall) = loop {
        let status = fs::read_to_string(format!("{folder}/status")).context("this needs Linux's /proc")?;
        memory = peak(&status).unwrap_or(memory);
        let stat = fs::read_to_string(format!("{folder}/stat"))?;
        // What stands before is the program's name, which may hold anything.
        let (_, rest) = stat.rsplit_once(") ").context("/proc/…/stat")?;
        let fields: Vec<&str> = rest.split(' ').collect();
        // One that has ended keeps its times until it is waited for.
        if fields.first() == Some(&"Z") {
            let ticks = |place: usize| fields.get(place).and_then(|it| it.parse::<f64>().ok()).unwrap_or(0.0);
            break ((ticks(11) + ticks(12)) / TICKS, begun.elapsed().as_secs_f64());
        }
        sleep(Duration::from_millis(5));
    };
    let status = child.wait()?;
    ensure!(status.success(), "{command:?} failed ({status})");
    Ok(Cost { processor, wall, memory })
}

fn peak(status: &str) -> Option<u64> {
    status.lines().find(|line| line.starts_with("VmHWM:"))?.split_whitespace().nth(1)?.parse().ok()
}
