-- How the last runs of each source went, whether or not they reached it: the circuit breaker and the operators' page.
create table state.sources (
    source varchar primary key,
    failures integer not null,                             -- runs in a row in which nothing could be pulled
    retry_at timestamp,                                    -- until then scheduled pulls pass it by
    tried_at timestamp not null,
    complete_at timestamp,                                 -- end of the last run in which every entity was complete
    outcome varchar not null,                              -- complete | incomplete | unreachable
    error varchar
);
