-- audit: narrow
-- Takes the view of `wide` away again, so that the mart can be built anew.
drop view period_receptions;
