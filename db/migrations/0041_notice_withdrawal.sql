-- Why a notice was withdrawn, in its author's words: given with the withdrawal, and not later.
alter table notice
  add column withdrawal_reason text,
  add check (withdrawal_reason is null or withdrawn_at is not null);
drop trigger kept on notice;
create trigger kept after update on notice
  for each row execute function refuse_rewriting('valid_until', 'withdrawn_at', 'withdrawal_reason');
