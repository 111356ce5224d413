using Npgsql;
using NpgsqlTypes;

namespace Approval.Workflows.Storage.Access;

/// <summary>
/// The account as it was when this request's rights were read. A step asks in its own transaction, after it has waited for the case,
/// whether it still is: rights taken away while it waited are gone for it too (RELIABILITY A5).
/// </summary>
/// <param name="Person">Null for a client.</param>
/// <param name="Client">Null for a person.</param>
/// <param name="Stamp">Changes with every change of the account.</param>
public sealed record Standing(Guid? Person, string? Client, string? Stamp)
{
    private static readonly AsyncLocal<Standing?> Ambient = new();

    /// <summary>Of whoever this flow of control works for; null where there is no account of ours to ask about.</summary>
    public static Standing? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>Answers one row: whether the account is still that.</summary>
    internal NpgsqlBatchCommand Ask() => Parameters.Statement("read_standing")
        .With(NpgsqlDbType.Uuid, Person).With(NpgsqlDbType.Text, Client).With(NpgsqlDbType.Text, Stamp);
}
