-- Made-up messages of Assistants v1 and v2, with all that has to be escaped somewhere on the way.

create table messages (id bigint primary key, note text not null, payload jsonb);

with texts as (
  select
    n,
    case n % 7
      when 0 then 'plain ' || n
      when 1 then E'She said "no" \\ twice, in C:\\temp\\new, ' || n
      when 2 then E'line\nline\r\n\tand a tab ' || n
      when 3 then U&'\+01F600 \+01F468\200D\+01F469\200D\+01F467 caf\00E9 e\0301 ' || n
      when 4 then E'\\N \\. \\x41 \\101 ' || n
      when 5 then E'\b\f\v </script> \u2028 ' || n
      else repeat('long text with "quotes" and \ ', 40) || n
    end as text
  from generate_series(1, :rows) n
),
members as (
  select
    n,
    jsonb_build_object(
      'id', 'msg_' || n,
      'object', 'thread.message',
      'created_at', 1700000000 + n,
      'thread_id', 'thread_' || n / 10,
      'assistant_id', case when n % 3 = 0 then 'asst_1' end,
      'run_id', case when n % 3 = 0 then 'run_' || n end,
      'role', case when n % 3 = 0 then 'assistant' else 'user' end,
      'content', jsonb_build_array(
        jsonb_build_object(
          'type', 'text',
          'text', jsonb_build_object('value', text, 'annotations', '[]'::jsonb))),
      'metadata', jsonb_build_object('a "key" \', left(text, 500))
    ) as message
  from texts
)
insert into messages
select
  n,
  E'a note\twith\nall \\ sorts ' || n,
  case
    when n % 97 = 0 then null
    when n % 501 = 0 then jsonb_build_object('lost', n)
    when n % 2 = 0 then message || jsonb_build_object(
      'attachments', jsonb_build_array(
        jsonb_build_object(
          'file_id', 'file-' || n,
          'tools', jsonb_build_array(jsonb_build_object('type', 'file_search')))))
    else message || jsonb_build_object('file_ids', jsonb_build_array('file-' || n))
  end
from members;
