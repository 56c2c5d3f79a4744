-- audit: frozen_dataset
-- Parameters: dataset_id, language.
select body
from lake.datasets
where dataset_id = getvariable('dataset_id') and language = getvariable('language');
