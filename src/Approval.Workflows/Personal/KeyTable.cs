using System.Xml.Linq;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Personal;

/// <summary>Keeps the keys of Data Protection in the database, so that every node has them and a backup holds them.</summary>
public sealed class KeyTable(NpgsqlDataSource database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = database.CreateCommand(Sql.Statement("read_data_keys"));
        using var reader = command.ExecuteReader();
        var keys = new List<XElement>();
        while (reader.Read())
        {
            keys.Add(XElement.Parse(reader.GetString(0)));
        }

        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("keep_data_key").With(Guid.CreateVersion7()).With(friendlyName).With(element.ToString(SaveOptions.DisableFormatting)));
        batch.ExecuteNonQuery();
    }
}
