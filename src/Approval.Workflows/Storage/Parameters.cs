using Npgsql;
using NpgsqlTypes;

namespace Approval.Workflows.Storage;

/// <summary>Positional, typed parameters: no boxing of values, no guessing of types.</summary>
internal static class Parameters
{
    public static NpgsqlBatchCommand Statement(string name) => new(Sql.Statement(name));

    public static NpgsqlBatchCommand With<T>(this NpgsqlBatchCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }

    /// <summary>A value that may be null needs its type said.</summary>
    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, NpgsqlDbType type, object? value)
    {
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });
        return command;
    }

    /// <summary>A column of nullable values for unnest.</summary>
    public static NpgsqlBatchCommand WithColumn(this NpgsqlBatchCommand command, NpgsqlDbType element, object?[] values)
    {
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | element, Value = values });
        return command;
    }
}
