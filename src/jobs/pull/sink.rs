//! What one source yields, written into the store: the source's sink over the store's loads.

use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::records::{Batch, Entity};
use crate::error::{Error, Result};
use crate::source::sink::{Claimed, Committed, End, OpenWalk, Provided, Resume, Sink, Start};
use crate::store::{LoadHandle, LoadRecord, NewLoad, Store};

/// The sink of one source; keeps the records of its loads for the summary.
pub struct StoreSink {
    store: Store,
    source: String,
    open: Option<LoadHandle>,
    ended: Ended,
}

/// The loads that ended, in order; kept by who started the pull.
pub type Ended = Arc<Mutex<Vec<LoadRecord>>>;

/// What ended so far, in the order in which it began.
pub fn take(ended: &Ended) -> Vec<LoadRecord> {
    let mut records = std::mem::take(&mut *ended.lock().unwrap_or_else(PoisonError::into_inner));
    records.sort_by_key(|record| record.load_id);
    records
}

impl StoreSink {
    pub fn new(store: Store, source: &str, ended: Ended) -> Self {
        StoreSink { store, source: source.into(), open: None, ended }
    }

    fn handle(&mut self) -> Result<&mut LoadHandle> {
        let source = self.source.clone();
        self.open.as_mut().ok_or_else(|| Error::failed(format!("writing into a load of `{source}` that is not open")))
    }
}

fn committed(from: crate::store::Committed) -> Committed {
    Committed { new: from.new, changed: from.changed, same: from.same, deleted: from.deleted }
}

impl Sink for StoreSink {
    fn resume(&mut self, entity: Entity) -> Result<Resume> {
        let held = self.store.resume(&self.source, entity)?;
        let open = match (held.cursor, held.started_at) {
            (Some(cursor), Some(started_at)) => {
                Some(OpenWalk { cursor, updated_since: held.updated_since, watermark: held.open_watermark, started_at })
            }
            _ => None,
        };
        Ok(Resume { watermark: held.watermark, open })
    }

    fn is_taken(&mut self, sha256: &str) -> Result<bool> {
        self.store.is_taken(&self.source, sha256)
    }

    fn start(&mut self, load: &Start) -> Result<()> {
        let opened = self.store.begin_load(&NewLoad {
            source: load.source.clone(),
            entity: load.entity,
            kind: load.kind.as_str(),
            started_at: load.started_at,
            updated_since: load.updated_since,
            watermark: load.watermark,
            object: load.object.as_ref().map(|object| (object.name.clone(), object.sha256.clone())),
        })?;
        self.open = Some(opened);
        Ok(())
    }

    fn commit(&mut self, batch: Batch) -> Result<Committed> {
        self.handle()?.commit(batch).map(committed)
    }

    fn end(&mut self, end: &End) -> Result<()> {
        let handle = self.open.take();
        let handle =
            handle.ok_or_else(|| Error::failed(format!("ending a load of `{}` that is not open", self.source)))?;
        let (record, _) = handle.end(end.complete, end.ended_at, end.error.clone())?;
        self.ended.lock().unwrap_or_else(PoisonError::into_inner).push(record);
        Ok(())
    }

    fn provided(&mut self, entity: Entity, columns: &[Provided]) -> Result<()> {
        let columns: Vec<_> =
            columns.iter().map(|column| (column.column.clone(), column.precision.as_str().to_owned())).collect();
        self.store.declare_columns(&self.source, entity, &columns)
    }

    fn claimed(&mut self, claim: &Claimed) -> Result<u64> {
        self.handle()?.claim(claim.count, claim.asked_at)
    }
}
