//! Runs a sink on a thread of its own, so that pages are fetched and decoded while earlier ones are written.

use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use super::sink::{Claimed, Committed, End, Provided, Resume, Sink, Start};
use crate::domain::records::{Batch, Entity};
use crate::error::{Error, Result};

/// Batches that may wait: few, because each holds some megabytes.
const WAITING: usize = 1;

/// The walk's side of a sink.
pub struct Committer {
    calls: mpsc::Sender<Call>,
    thread: JoinHandle<Result<()>>,
}

enum Call {
    Provided(Entity, Vec<Provided>),
    Resume(Entity, oneshot::Sender<Resume>),
    Start(Start),
    Commit(Box<Batch>),
    Claimed(Claimed, oneshot::Sender<u64>),
    End(End, oneshot::Sender<Committed>),
}

/// The sink has failed; [`Committer::finish`] tells why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

impl Committer {
    pub fn start(sink: Box<dyn Sink>) -> Committer {
        let (calls, waiting) = mpsc::channel(WAITING);
        Committer { calls, thread: tokio::task::spawn_blocking(move || serve(sink, waiting)) }
    }

    pub async fn provided(&self, entity: Entity, columns: Vec<Provided>) -> Result<(), Stopped> {
        self.call(Call::Provided(entity, columns)).await
    }

    pub async fn resume(&self, entity: Entity) -> Result<Resume, Stopped> {
        self.ask(|answer| Call::Resume(entity, answer)).await
    }

    pub async fn open(&self, start: Start) -> Result<(), Stopped> {
        self.call(Call::Start(start)).await
    }

    /// Hands a batch over; waits only while earlier ones are still being written.
    pub async fn commit(&self, batch: Batch) -> Result<(), Stopped> {
        self.call(Call::Commit(Box::new(batch))).await
    }

    pub async fn claimed(&self, claim: Claimed) -> Result<u64, Stopped> {
        self.ask(|answer| Call::Claimed(claim, answer)).await
    }

    /// Waits until everything is written, and says what all commits since `open` did.
    pub async fn end(&self, end: End) -> Result<Committed, Stopped> {
        self.ask(|answer| Call::End(end, answer)).await
    }

    /// Waits for the sink's thread and gives its error, if it failed.
    pub async fn finish(self) -> Result<()> {
        drop(self.calls);
        match self.thread.await {
            Ok(outcome) => outcome,
            Err(error) => Err(Error::failed("writing what was pulled").because(error)),
        }
    }

    async fn call(&self, call: Call) -> Result<(), Stopped> {
        self.calls.send(call).await.map_err(|_| Stopped)
    }

    async fn ask<T>(&self, call: impl FnOnce(oneshot::Sender<T>) -> Call) -> Result<T, Stopped> {
        let (sender, answer) = oneshot::channel();
        self.call(call(sender)).await?;
        answer.await.map_err(|_| Stopped)
    }
}

fn serve(mut sink: Box<dyn Sink>, mut calls: mpsc::Receiver<Call>) -> Result<()> {
    let mut done = Committed::default();
    // Who asked may have gone: then nobody waits for the answer.
    while let Some(call) = calls.blocking_recv() {
        match call {
            Call::Provided(entity, columns) => sink.provided(entity, &columns)?,
            Call::Resume(entity, answer) => {
                let _ = answer.send(sink.resume(entity)?);
            }
            Call::Start(start) => {
                done = Committed::default();
                sink.start(&start)?;
            }
            Call::Commit(batch) => done.add(sink.commit(*batch)?),
            Call::Claimed(claim, answer) => {
                let _ = answer.send(sink.claimed(&claim)?);
            }
            Call::End(end, answer) => {
                sink.end(&end)?;
                let _ = answer.send(done);
            }
        }
    }
    Ok(())
}
