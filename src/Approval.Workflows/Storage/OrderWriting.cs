using Approval.Engine.Cases;
using Approval.Workflows.Stepping;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Storage;

/// <summary>Rows of orders: a statement for each, because people give them one at a time.</summary>
internal static class OrderWriting
{
    public static void Add(NpgsqlBatch batch, IReadOnlyCollection<WrittenStep> changed, DateTimeOffset now)
    {
        foreach (var step in changed)
        {
            if (step.Before.State is CaseState.Known { File: { Orders: not null } before } && before.Office != step.After.Office)
            {
                batch.BatchCommands.Add(Statement("move_orders").With(before.Id).With(step.After.Office));
            }

            foreach (var entry in step.Entries)
            {
                if (StatementOf(step, entry, now) is { } statement)
                {
                    batch.BatchCommands.Add(statement);
                }
            }
        }
    }

    private static NpgsqlBatchCommand? StatementOf(WrittenStep step, CaseEntry entry, DateTimeOffset now)
    {
        NpgsqlBatchCommand To(string statement, int number) => Statement(statement).With(SupervisionIdentity.OfOrder(step.After.Id, number));

        return entry.Event switch
        {
            CaseEvent.OrderIssued e => To("issue_order", e.Number).With(step.After.Id).With(e.Number).With(step.After.Office).With(step.After.Procedure)
                .With(NpgsqlDbType.Text, e.Card).With(e.Requirement).With(e.Due).With(entry.Actor.Id).With(entry.Actor.Name).With(now),
            CaseEvent.OrderAnswered e => To("answer_order", e.Number).With(e.Report).With(entry.Actor.Id).With(entry.Actor.Name).With(e.On),
            CaseEvent.OrderReturned e => To("return_order", e.Number).With(e.Reason).With(e.Due),
            CaseEvent.OrderClosed e => To("close_order", e.Number).With(e.Conclusion).With(entry.Actor.Id).With(entry.Actor.Name).With(now),
            _ => null,
        };
    }
}
