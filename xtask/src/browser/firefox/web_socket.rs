//! A WebSocket to a program on this machine.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

/// What a client mixes into all that it sends. Firefox refuses zeros, which would mix nothing in.
const MASK: [u8; 4] = [1, 2, 3, 4];
/// The kinds of frames. Others from 9 on are the connection's own.
const CONTINUED: u8 = 0;
const TEXT: u8 = 1;
const CLOSE: u8 = 8;
/// Marks the last frame of a text.
const LAST: u8 = 0x80;
/// Marks a frame that is masked.
const MASKED: u8 = 0x80;
/// What stands for a length that follows in so many bytes.
const IN_TWO_BYTES: u8 = 0x7e;
const IN_EIGHT_BYTES: u8 = 0x7f;

/// A WebSocket, which sends and receives texts.
pub struct WebSocket(BufReader<TcpStream>);

impl WebSocket {
    /// Connects. Nothing is waited for longer than `patience`.
    pub fn connect(port: u16, path: &str, patience: Duration) -> Result<Self> {
        let mut stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_read_timeout(Some(patience))?;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n\
             Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        )?;
        let mut from = BufReader::new(stream);
        let mut lines = from.by_ref().lines();
        let answer = lines.next().context("no answer")??;
        ensure!(answer.contains(" 101 "), "no WebSocket: {answer}");
        for line in lines {
            if line?.is_empty() {
                break;
            }
        }
        Ok(Self(from))
    }

    /// Sends a text.
    pub fn send(&mut self, text: &str) -> Result<()> {
        let mut frame = vec![LAST | TEXT];
        match (u8::try_from(text.len()), u16::try_from(text.len())) {
            (Ok(length @ ..IN_TWO_BYTES), _) => frame.push(MASKED | length),
            (_, Ok(length)) => {
                frame.push(MASKED | IN_TWO_BYTES);
                frame.extend(length.to_be_bytes());
            }
            _ => {
                frame.push(MASKED | IN_EIGHT_BYTES);
                frame.extend((text.len() as u64).to_be_bytes());
            }
        }
        frame.extend(MASK);
        frame.extend(text.bytes().zip(MASK.iter().cycle()).map(|(byte, mask)| byte ^ mask));
        Ok(self.0.get_mut().write_all(&frame)?)
    }

    /// Receives a text.
    pub fn receive(&mut self) -> Result<Vec<u8>> {
        let mut text = Vec::new();
        loop {
            let [first, length] = self.read()?;
            let length = match length {
                IN_TWO_BYTES => u64::from(u16::from_be_bytes(self.read()?)),
                IN_EIGHT_BYTES => u64::from_be_bytes(self.read()?),
                short => short.into(),
            };
            let start = text.len();
            self.0.by_ref().take(length).read_to_end(&mut text)?;
            match first & 0xf {
                TEXT | CONTINUED if first & LAST != 0 => return Ok(text),
                TEXT | CONTINUED => {}
                CLOSE => bail!("it ends the connection"),
                9.. => text.truncate(start),
                other => bail!("what is a frame of the kind {other}?"),
            }
        }
    }

    fn read<const N: usize>(&mut self) -> Result<[u8; N]> {
        let mut bytes = [0; N];
        self.0.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}
