//! What a long run is doing, for somebody who waits at a terminal. Nothing is shown of a run that is over within a
//! second, and nothing where stderr is a file or a pipe.

use std::io::{IsTerminal, stderr};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use counterclaim::report::printable::printable;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long nobody wonders what a program does.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the line moves.
const TICK: Duration = Duration::from_millis(120);

/// A line on stderr that is gone when the work is done.
pub(crate) struct Progress(Option<Shown>);

struct Shown {
    bar: ProgressBar,
    /// Dropped when the work is done; the other end waits for that no longer than the patience lasts.
    done: Option<Sender<()>>,
    waiting: Option<JoinHandle<()>>,
}

impl Progress {
    /// Starts a line, if it is `wanted` and somebody looks.
    pub(crate) fn start(wanted: bool) -> Self {
        if !wanted || !stderr().is_terminal() {
            return Self(None);
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {wide_msg} {elapsed}") {
            bar.set_style(style);
        }
        let (done, over) = channel();
        let later = bar.clone();
        let waiting = thread::spawn(move || {
            if over.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                later.set_draw_target(ProgressDrawTarget::stderr());
                later.enable_steady_tick(TICK);
            }
        });
        Self(Some(Shown { bar, done: Some(done), waiting: Some(waiting) }))
    }

    /// Says what is being done: `auditing`, `datasets/ukraine-losses`, the first of three.
    pub(crate) fn at(&self, doing: &str, dataset: &str, (number, of): (usize, usize)) {
        if let Self(Some(Shown { bar, .. })) = self {
            let count = if of > 1 { format!(" ({number} of {of})") } else { String::new() };
            bar.set_message(format!("{doing} {}{count}", printable(dataset)));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Self(Some(Shown { bar, done, waiting })) = self {
            drop(done.take());
            // Joined first, so that nothing is drawn after the line is gone. A thread that failed drew nothing.
            let _ = waiting.take().map(JoinHandle::join);
            bar.finish_and_clear();
        }
    }
}
