using System.CommandLine;
using Approval.Workflows.Rulebooks;
using Npgsql;

namespace Approval.Cli;

/// <summary>What can go wrong outside this program, told in words and exit code 1. Anything else is a bug and shows its stack.</summary>
internal static class Failure
{
    public static async Task<int> ToldAsync(ParseResult parsed, Func<TextWriter, Task<int>> run)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        try
        {
            return await run(output);
        }
        catch (RulesRefusedException refused)
        {
            foreach (var finding in refused.Findings)
            {
                await error.WriteLineAsync(finding.ToString());
            }

            await error.WriteLineAsync($"{refused.Findings.Count} finding(s); nothing of these files is used.");
        }
        catch (Exception outside) when (outside is UsageException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await error.WriteLineAsync(outside.Message);
        }
        catch (NpgsqlException database)
        {
            await error.WriteLineAsync($"PostgreSQL: {(database.InnerException ?? database).Message}");
        }

        return 1;
    }
}

/// <summary>The command cannot run as it was called: the message says what is missing.</summary>
internal sealed class UsageException(string message) : Exception(message);
