//! `shouce serve`. In: a handbook's folder. Out: its site on this computer only, renewed in the open page when a file changes.
//!
//! One thread watches and rebuilds ([`watch`]), the last good site stands in memory ([`live`]), the rest answers the browser
//! ([`http`]). What is wrong is shown over the last good page; build output knows nothing of all this.

mod http;
mod live;
mod overlay;
mod page;
mod watch;

use super::{Outcome, args::ServeArgs, build::open, compile::Job, failure::Failure, report};
use live::Live;
use std::{
    io,
    net::{Ipv4Addr, TcpListener},
    path::Path,
    sync::Arc,
};

/// Where free ports are sought when none is asked for.
const PORTS: std::ops::Range<u16> = 8000..8050;

/// Runs the command until it is interrupted.
///
/// # Errors
/// Where there is no handbook, no free port, or the folder cannot be watched.
pub fn run(args: &ServeArgs) -> Result<Outcome, Failure> {
    let job = Job::new(&args.source, false);
    let live = Arc::new(Live::new());
    let first = live.rebuild(&job)?;
    if first.reading.sources.files.is_empty() {
        report::print(&first.reading, &job.dir, super::args::Format::Human)?;
        return Ok(Outcome::Faulty);
    }
    watch::announce(&first, &job);
    drop(first);
    let listener = listen(args.port)?;
    let address = listener.local_addr().map_err(|error| no_port(args.port, &error))?;
    watch::start(job, Arc::clone(&live))?;
    let url = format!("http://{address}/");
    report::print_out(&format!("预览：{url}（按 Ctrl-C 结束）\n"))?;
    if args.open {
        open(&url);
    }
    http::serve(listener, live)?;
    report::say("预览结束。");
    Ok(Outcome::Fine)
}

/// Listens on loopback only.
fn listen(port: Option<u16>) -> Result<TcpListener, Failure> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let listener = match port {
        Some(port) => bind(port),
        None => PORTS.map(bind).find(Result::is_ok).unwrap_or_else(|| bind(0)),
    };
    listener.map_err(|error| no_port(port, &error))
}

fn no_port(port: Option<u16>, error: &io::Error) -> Failure {
    let shown = port.map_or("空的端口".to_owned(), |port| format!("端口 {port}"));
    match error.kind() {
        io::ErrorKind::AddrInUse => {
            Failure::new(format!("{shown} 已经有别的程序在用")).hint("换一个端口，例如 --port 8080，或不写 --port。")
        }
        _ => Failure::io("用不了", Path::new(&shown), error),
    }
}
