using Approval.Workflows.Publishing;
using Approval.Workflows.Rulebooks;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Storage;

/// <summary>
/// What the database says of the rules when a step enters. Until the step's transaction ends nobody can publish others, so a step
/// that goes on with these decides by the rules that are in force when it is committed.
/// </summary>
/// <param name="Recomputing">The calendar publication whose open cases are being recomputed; null when every case is.</param>
internal sealed record RulesInForce(long Number, CalendarInForce? Recomputing)
{
    /// <summary>The first command of every batch that decides something.</summary>
    public static NpgsqlBatchCommand Enter() => Statement("enter_rules");

    /// <summary>Reads the answer to <see cref="Enter"/> and goes on to the next result.</summary>
    /// <exception cref="RulesOutdatedException">The rulebook at hand is not the one in force; nothing may be decided by it.</exception>
    public static async Task<RulesInForce> ReadAsync(NpgsqlDataReader reader, Rulebook rules, CancellationToken cancellation)
    {
        await reader.ReadAsync(cancellation);
        var inForce = new RulesInForce(
            reader.GetInt64(0),
            reader.IsDBNull(1) ? null : new CalendarInForce(reader.GetInt64(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3)));
        if (rules.Revision is { } held && held != inForce.Number)
        {
            throw new RulesOutdatedException(held, inForce.Number);
        }

        await reader.NextResultAsync(cancellation);
        return inForce;
    }
}

/// <summary>Other rules have been published since this process loaded its own.</summary>
internal sealed class RulesOutdatedException(long held, long inForce) : Exception($"The rules held are number {held}, those in force number {inForce}.");
