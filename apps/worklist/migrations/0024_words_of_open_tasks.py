from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

# A word knows whether its task is open, so that a search of the list touches no task that was signed years ago. Kept
# by the database, whoever writes words or moves tasks.
KEEP = """
CREATE FUNCTION search_word_of_open_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.is_open := EXISTS (
        SELECT 1 FROM worklist_readingtask
        WHERE id = NEW.task_id AND state IN ('SCHEDULED', 'IN_PROGRESS')
    );
    RETURN NEW;
END $$;
CREATE TRIGGER task_search_word_inserted BEFORE INSERT ON worklist_tasksearchword
    FOR EACH ROW EXECUTE FUNCTION search_word_of_open_task();

CREATE FUNCTION search_words_follow_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE worklist_tasksearchword SET is_open = NEW.state IN ('SCHEDULED', 'IN_PROGRESS') WHERE task_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER reading_task_moved_search_words AFTER UPDATE OF state ON worklist_readingtask
    FOR EACH ROW WHEN (
        (OLD.state IN ('SCHEDULED', 'IN_PROGRESS')) <> (NEW.state IN ('SCHEDULED', 'IN_PROGRESS'))
    )
    EXECUTE FUNCTION search_words_follow_task();
"""

FORGET = """
DROP TRIGGER reading_task_moved_search_words ON worklist_readingtask;
DROP FUNCTION search_words_follow_task();
DROP TRIGGER task_search_word_inserted ON worklist_tasksearchword;
DROP FUNCTION search_word_of_open_task();
"""

# After the triggers are there, so that no task can move unseen meanwhile; of open tasks only, which are few.
MARK = """
UPDATE worklist_tasksearchword word SET is_open = true FROM worklist_readingtask task
WHERE task.id = word.task_id AND task.state IN ('SCHEDULED', 'IN_PROGRESS') AND NOT word.is_open;
"""


class Migration(migrations.Migration):
    # Each step is a transaction of its own, and the index of a live table is built beside its writers.
    atomic = False

    dependencies = [("worklist", "0023_signed_list")]

    operations = [
        migrations.AddField(
            model_name="tasksearchword",
            name="is_open",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                help_text="whether its task is open; kept by triggers",
            ),
        ),
        migrations.RunSQL(KEEP, FORGET),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="tasksearchword",
            index=models.Index(
                condition=models.Q(("is_open", True)),
                fields=["tenant", "word", "task"],
                name="task_search_word_open",
            ),
        ),
    ]
