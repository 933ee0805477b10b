//! The page from a web server, as on an intranet: it gets one file, and hands nothing back.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;

use anyhow::{Context, Result, ensure};

use super::super::selection::Selection;
use super::fleet::judge;
use crate::browser::{Chromium, Tab};
use crate::toolchain::project;

/// Opens the page from a server, and judges a fleet. Returns how many cases passed.
pub fn run(chromium: &mut Chromium, page: &Path, selection: &Selection) -> Result<usize> {
    let name = "the page from a web server";
    if !selection.has(name) {
        return Ok(0);
    }
    let server = Server::start(fs::read(page).with_context(|| page.display().to_string())?)?;
    let export = project::target("page/served.txt");
    fs::write(&export, "package:com.zhiliaoapp.musically\n")?;
    let mut tab = Tab::open_address(chromium, &format!("{}appvagt.html", server.address))?;
    judge(&mut tab, &[export])?;
    let shown = tab.evaluate("document.querySelector('#fleet-result').hidden")?;
    ensure!(shown == false, "{name}: nothing was judged");
    ensure!(tab.noise.is_empty(), "{name}: {:?}", tab.noise);
    drop(tab);
    let asked = server.asked.lock().map(|asked| asked.clone()).unwrap_or_default();
    // The picture of a tab is what the browser asks for by itself.
    let asked: Vec<_> = asked.iter().filter(|line| !line.contains("/favicon.ico")).collect();
    ensure!(asked.len() == 1 && asked[0].starts_with("GET /appvagt.html "), "{name}: {asked:?}");
    Ok(1)
}

struct Server {
    address: String,
    /// The first lines of what was asked.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Starts a server that ends with this program.
    fn start(page: Vec<u8>) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = format!("http://{}/", listener.local_addr()?);
        let asked = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Browsers open connections that they ask nothing on, and close them.
                if let Ok(line) = answer(stream, &page)
                    && let Ok(mut noted) = noted.lock()
                {
                    noted.push(line);
                }
            }
        });
        Ok(Self { address, asked })
    }
}

/// Answers what is asked, and returns its first line.
fn answer(mut stream: TcpStream, page: &[u8]) -> Result<String> {
    stream.set_read_timeout(Some(std::time::Duration::from_secs(1)))?;
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().context("nothing was asked")??;
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let (status, content) = if first.starts_with("GET /appvagt.html ") {
        ("200 OK", page)
    } else {
        ("404 Not Found", &[][..])
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n",
        content.len()
    )?;
    stream.write_all(content)?;
    Ok(first)
}
