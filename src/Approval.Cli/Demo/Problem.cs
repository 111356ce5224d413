using System.Text.Json;
using Spectre.Console;

namespace Approval.Cli.Demo;

/// <summary>Problem details as the API sends them (RFC 9457).</summary>
internal sealed record Problem(int Status, string? Title, string? Detail, string? Code, string? LegalBasis, FieldProblem[]? Errors, string? TraceId)
{
    /// <summary>Shows the answer that ended the demo: its problem details when it has some, else its text.</summary>
    public static void Show(IAnsiConsole console, UnexpectedAnswerException unexpected)
    {
        console.WriteLine(unexpected.Message);
        try
        {
            Show(console, JsonSerializer.Deserialize<Problem>(unexpected.Body, ApiClient.Json)!);
        }
        catch (JsonException)
        {
            console.WriteLine(unexpected.Body);
        }
    }

    private static void Show(IAnsiConsole console, Problem problem)
    {
        console.WriteLine($"  {problem.Title}: {problem.Detail} [{problem.Code}]");
        if (problem.LegalBasis is { } basis)
        {
            console.WriteLine($"  {basis}");
        }

        foreach (var error in problem.Errors ?? [])
        {
            console.WriteLine($"  {error.Pointer}: {error.Message} [{error.Code}]");
        }

        console.WriteLine($"  trace {problem.TraceId}");
    }
}

internal sealed record FieldProblem(string? Pointer, string? Code, string? Message);
