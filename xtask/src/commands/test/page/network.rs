//! What the page and the browser ask of networks: for the page, if it comes from a server, and for
//! nothing else.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::super::selection::Selection;
use super::fleet::judge;
use crate::browser::{Browser, ICON, Tab};

/// A page that is taken for ours, and may do what it wants.
const FREE: &str = "<!doctype html><html><body><main></main></body></html>";
/// Has that show a page of its own making in a frame.
const SHOW_FRAME: &str = "document.body.append(Object.assign(document.createElement('iframe'), {sandbox: \
     'allow-scripts', src: URL.createObjectURL(new Blob(['<p>framed'], {type: 'text/html'})), onload: () => \
     { globalThis.framed = true; }}))";
/// Where within a page something is asked for.
const PLACES: [&str; 3] = ["page", "frame", "worker"];

type Test = fn(&mut dyn Browser, &Path) -> Result<()>;

/// Tries all of it. Returns how many cases passed.
pub fn run(browser: &mut dyn Browser, page: &Path, selection: &Selection) -> Result<usize> {
    let mut passed = 0;
    for (name, test) in [
        ("the page from a web server", served as Test),
        ("the page reaches no network", reaches_nothing),
        ("what reaches a network is seen", is_seen),
    ] {
        if selection.has(name) {
            test(browser, page).context(name)?;
            passed += 1;
        }
    }
    Ok(passed)
}

/// Judges a fleet with the page from a server, as on an intranet: that hands out one file, and gets
/// nothing back.
fn served(browser: &mut dyn Browser, page: &Path) -> Result<()> {
    let server = Server::start(fs::read(page).with_context(|| page.display().to_string())?)?;
    let export = write_export(browser)?;
    let mut tab = Tab::open_address(browser, &server.address_of("appvagt.html"))?;
    judge(&mut tab, &[export])?;
    let hidden = tab.evaluate("document.querySelector('#fleet-result').hidden")?;
    ensure!(hidden == false, "nothing was judged");
    ensure!(tab.noise.is_empty(), "{:?}", tab.noise);
    drop(tab);
    let asked = server.asked();
    ensure!(asked.len() == 1 && asked[0].starts_with("GET /appvagt.html "), "{asked:?}");
    Ok(())
}

/// Tries to reach a server from everywhere within the page.
fn reaches_nothing(browser: &mut dyn Browser, page: &Path) -> Result<()> {
    let server = Server::start(Vec::new())?;
    let export = write_export(browser)?;
    let mut tab = Tab::open(browser, page)?;
    judge(&mut tab, &[export])?;
    tab.wait_for("document.querySelector('#fleet-page').src.startsWith('blob:')")?;
    ensure!(tab.noise.is_empty(), "{:?}", tab.noise);
    reach(&mut tab, &server, "refused")?;
    ensure!(!tab.noise.is_empty(), "the browser does not tell what it refuses");
    let asked = server.asked();
    ensure!(asked.is_empty(), "something within the page reached a server: {asked:?}");
    Ok(())
}

/// Reaches a server from everywhere within a page that may.
fn is_seen(browser: &mut dyn Browser, _: &Path) -> Result<()> {
    let server = Server::start(FREE.into())?;
    let mut tab = Tab::open_address(browser, &server.address_of("appvagt.html"))?;
    tab.evaluate(SHOW_FRAME)?;
    tab.wait_for("globalThis.framed")?;
    reach(&mut tab, &server, "reached")?;
    for place in PLACES {
        let asked = format!("asks for {}", server.address_of(place));
        ensure!(tab.noise.contains(&asked), "{asked:?} is not among {:?}", tab.noise);
    }
    Ok(())
}

/// Asks a server for something from each place within a page, of which this is to come.
fn reach(tab: &mut Tab, server: &Server, meant: &str) -> Result<()> {
    let [page, frame, worker] = PLACES.map(|place| {
        let address = server.address_of(place);
        format!("fetch({address:?}, {{mode: 'no-cors'}}).then(() => 'reached', () => 'refused')")
    });
    let mut reached = vec![tab.evaluate(&page)?];
    reached.extend(tab.evaluate_in_frames(&frame)?);
    // The page makes its own worker like that. Chromium lets one begin only once it is watched.
    let code = format!("{worker}.then(postMessage)");
    tab.evaluate(&format!(
        "new Worker(URL.createObjectURL(new Blob([{code:?}]))).onmessage = ({{data}}) => {{ \
         globalThis.reached = data; }}; 0"
    ))?;
    tab.wait_for("globalThis.reached")?;
    reached.push(tab.evaluate("globalThis.reached")?);
    // What is told of it may come later.
    thread::sleep(Duration::from_millis(200));
    tab.evaluate("0")?;
    // In Chromium, a frame may be there twice.
    let are_all_there = reached.len() >= PLACES.len();
    ensure!(are_all_there && reached.iter().all(|answer| answer == meant), "{reached:?}");
    Ok(())
}

fn write_export(browser: &mut dyn Browser) -> Result<PathBuf> {
    let export = browser.folder().join("network.txt");
    fs::write(&export, "package:com.zhiliaoapp.musically\n")?;
    Ok(export)
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
                if let Ok(line) = answer(stream, &page) {
                    noted.lock().unwrap_or_else(PoisonError::into_inner).push(line);
                }
            }
        });
        Ok(Self { address, asked })
    }

    fn address_of(&self, name: &str) -> String {
        format!("{}{name}", self.address)
    }

    /// Returns what was asked, but for the picture of a tab, which a browser asks for by itself.
    fn asked(&self) -> Vec<String> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone();
        asked.retain(|line| !line.contains(ICON));
        asked
    }
}

/// Answers what is asked, and returns its first line.
fn answer(mut stream: TcpStream, page: &[u8]) -> Result<String> {
    stream.set_read_timeout(Some(Duration::from_secs(1)))?;
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
