-- portal: dataset
-- The frozen figures of a report. Parameter: dataset_id.
select body
from visible_datasets
where dataset_id = getvariable('dataset_id')
limit 1;
