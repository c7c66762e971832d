alter table container add column start_trace text;
