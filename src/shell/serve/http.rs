//! In: requests of this computer's browser. Out: files of the site in memory, and word of every change.
//!
//! Requests that name another host are refused, so that no page of the web can reach in through a renamed address. Files
//! come out of a map, so that no path leads out of the site.

use super::{
    super::failure::Failure,
    live::{Live, Shown},
    page::{self, EVENTS_PATH, SCRIPT, SCRIPT_PATH},
};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, Uri, header},
    middleware::{self, Next},
    response::{IntoResponse, Response, Sse, sse::Event},
    routing::get,
};
use futures_util::{Stream, stream};
use serde::Serialize;
use std::{convert::Infallible, net::TcpListener, path::Path, sync::Arc};
use tokio::sync::watch;

/// Answers until the user interrupts.
///
/// # Errors
/// Where the system refuses sockets or threads.
pub fn serve(listener: TcpListener, live: Arc<Live>) -> Result<(), Failure> {
    let fail = |error| Failure::io("用不了", Path::new("本机网络"), &error);
    listener.set_nonblocking(true).map_err(fail)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(fail)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(fail)?;
        tokio::select! {
            served = axum::serve(listener, router(live)) => served.map_err(fail),
            () = interrupted() => Ok(()),
        }
    })
}

#[cfg(unix)]
async fn interrupted() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! { _ = tokio::signal::ctrl_c() => (), _ = terminate.recv() => () },
        Err(_) => until_ctrl_c().await,
    }
}

#[cfg(not(unix))]
async fn interrupted() {
    until_ctrl_c().await;
}

/// Where the system has no such signal, the process is ended from outside.
async fn until_ctrl_c() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

fn router(live: Arc<Live>) -> Router {
    Router::new()
        .route(SCRIPT_PATH, get(async || answer(StatusCode::OK, "live.js", SCRIPT.into())))
        .route(EVENTS_PATH, get(events))
        .fallback(file)
        .layer(middleware::from_fn(local_only))
        .with_state(live)
}

async fn local_only(request: Request, next: Next) -> Response {
    if is_local(request.uri(), request.headers()) {
        next.run(request).await
    } else {
        let text = "这个预览只给本机看。请用终端里显示的地址打开。\n";
        answer(StatusCode::FORBIDDEN, "refused.txt", text.into())
    }
}

/// Whether every name the request has for this server means this computer.
fn is_local(uri: &Uri, headers: &HeaderMap) -> bool {
    let in_uri = uri.authority().is_none_or(|authority| names_this_computer(authority.as_str()));
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok()).is_some_and(names_this_computer);
    in_uri && host && hosts.next().is_none()
}

fn names_this_computer(host: &str) -> bool {
    let is_port = |port: &str| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit());
    let name = match host.rsplit_once(':') {
        Some((name, port)) if is_port(port) => name,
        _ => host,
    };
    name == "127.0.0.1" || name == "[::1]" || name.eq_ignore_ascii_case("localhost")
}

async fn file(State(live): State<Arc<Live>>, method: Method, uri: Uri) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return answer(StatusCode::METHOD_NOT_ALLOWED, "refused.txt", "只能查看。\n".into());
    }
    let shown = live.now();
    if shown.site.is_empty() {
        let html = page::stand_in("还没有可看的页面", "手册里有错误，改好并保存后这里会自动显示。", &shown.version);
        return answer(StatusCode::SERVICE_UNAVAILABLE, "index.html", html.into());
    }
    let found = address(uri.path()).and_then(|path| shown.site.get(&path).map(|bytes| (path, bytes.clone())));
    match found {
        Some((path, bytes)) if path.ends_with(".html") => {
            answer(StatusCode::OK, &path, page::with_live(&bytes, &shown.version).into())
        }
        Some((path, bytes)) => answer(StatusCode::OK, &path, bytes),
        // Browsers ask for it unasked; a site without one is not at fault.
        None if uri.path() == "/favicon.ico" => StatusCode::NO_CONTENT.into_response(),
        None => {
            let html = page::stand_in("没有这个页面", "网址写错了，或者页面改了名、还没有写。", &shown.version);
            answer(StatusCode::NOT_FOUND, "404.html", html.into())
        }
    }
}

/// The address within the site that a request's path means; `None` where it means none.
fn address(path: &str) -> Option<String> {
    let decoded = percent_encoding::percent_decode_str(path.strip_prefix('/')?).decode_utf8().ok()?;
    if decoded.contains(['\\', '\0']) || decoded.split('/').any(|part| matches!(part, "." | "..")) {
        return None;
    }
    let index = if decoded.is_empty() || decoded.ends_with('/') { "index.html" } else { "" };
    Some(format!("{decoded}{index}"))
}

fn answer(status: StatusCode, path: &str, bytes: Bytes) -> Response {
    let mut headers = vec![
        (header::CONTENT_TYPE, content_type(path)),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    if path.ends_with(".svg") {
        // A drawing opened by itself must not run what an author pasted into it.
        headers.push((header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; sandbox"));
    }
    let mut response = (status, Body::from(bytes)).into_response();
    for (name, value) in headers {
        response.headers_mut().insert(name, header::HeaderValue::from_static(value));
    }
    response
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        _ => "application/octet-stream",
    }
}

async fn events(State(live): State<Arc<Live>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut follow = live.follow();
    follow.mark_changed();
    Sse::new(stream::unfold(follow, next_event))
}

async fn next_event(mut follow: watch::Receiver<Shown>) -> Option<(Result<Event, Infallible>, watch::Receiver<Shown>)> {
    follow.changed().await.ok()?;
    let event = {
        let shown = follow.borrow_and_update();
        let faults = shown.faults.as_deref().unwrap_or("null");
        Event::default().data(news(&shown.version, faults))
    };
    Some((Ok(event), follow))
}

fn news(version: &str, faults: &str) -> String {
    #[derive(Serialize)]
    struct News<'a> {
        version: &'a str,
        faults: &'a serde_json::value::RawValue,
    }
    let faults = serde_json::from_str(faults).expect("invariant: the overlay's content is JSON");
    serde_json::to_string(&News { version, faults }).expect("invariant: records of text serialise")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_computer_are_served() {
        for host in ["127.0.0.1", "127.0.0.1:8000", "localhost:1", "LocalHost", "[::1]", "[::1]:80"] {
            assert!(names_this_computer(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.evil.example:8000",
            "10.0.0.1",
            "localhost:x",
            "::1",
        ] {
            assert!(!names_this_computer(host), "{host}");
        }
    }

    #[test]
    fn no_path_leads_out_of_the_site() {
        assert_eq!(address("/").as_deref(), Some("index.html"));
        assert_eq!(address("/quiz/").as_deref(), Some("quiz/index.html"));
        assert_eq!(address("/regs/%71z.html").as_deref(), Some("regs/qz.html"));
        for path in ["/../x", "/a/%2e%2e/x", "/%2E%2e%2fx", "/a%5c..%5cx", "/a\\x", "/a%00", "/%ff", "x", "/./x"] {
            assert_eq!(address(path), None, "{path}");
        }
    }
}
