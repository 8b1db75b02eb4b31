-- Processes remember who holds a session for some seconds: whoever signs out, is given another role or another name is
-- told to all of them when it is committed, by whatever way it came.
CREATE FUNCTION tell_account_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('account_changes', TG_TABLE_NAME || ':' || CASE TG_TABLE_NAME
    WHEN 'session' THEN COALESCE(to_jsonb(NEW), to_jsonb(OLD)) ->> 'userId'
    ELSE COALESCE(to_jsonb(NEW), to_jsonb(OLD)) ->> 'id' END);
  RETURN NULL;
END; $$;
CREATE TRIGGER tell_account_change AFTER UPDATE OR DELETE ON "session" FOR EACH ROW EXECUTE FUNCTION tell_account_change();
CREATE TRIGGER tell_account_change AFTER UPDATE OR DELETE ON "user" FOR EACH ROW EXECUTE FUNCTION tell_account_change();
CREATE TRIGGER tell_account_change AFTER UPDATE OR DELETE ON "Person" FOR EACH ROW EXECUTE FUNCTION tell_account_change();
