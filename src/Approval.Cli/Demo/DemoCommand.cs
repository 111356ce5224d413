using System.CommandLine;
using System.CommandLine.Parsing;
using Spectre.Console;

namespace Approval.Cli.Demo;

/// <summary><c>approval demo</c>: plays one real case through a running API in simulated time and prints its timeline.</summary>
internal static class DemoCommand
{
    /// <summary>Readable in a window of any size, and the same in a file.</summary>
    private const int Widest = 118;
    private const int Narrowest = 100;

    public static Command Build()
    {
        var url = new Option<Uri>("--url")
        {
            Description = "Root of an API in the Development environment that was started with APPROVAL_CLOCK=" + Story.Begins + ".",
            HelpName = "URL",
            DefaultValueFactory = _ => new Uri("http://localhost:5080"),
            CustomParser = Address,
        };
        var command = new Command("demo", "Plays one real case through a running API in simulated time (./run demo starts one).") { url };
        command.SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            using var http = new HttpClient { BaseAddress = parsed.GetRequiredValue(url), Timeout = TimeSpan.FromSeconds(60) };
            return await RunAsync(http, Console(output), cancellation);
        });
        return command;
    }

    public static async Task<int> RunAsync(HttpClient http, IAnsiConsole console, CancellationToken cancellation)
    {
        try
        {
            await new Story(new ApiClient(http), console, cancellation).TellAsync();
            return 0;
        }
        catch (UnexpectedAnswerException unexpected)
        {
            console.WriteLine();
            Problem.Show(console, unexpected);
            if (unexpected.Called.EndsWith(PlayedCase.ClockPath, StringComparison.Ordinal))
            {
                console.WriteLine($"The demo needs an API whose simulated clock stands at {Story.Begins}: ./run demo starts one.");
            }
        }
        catch (HttpRequestException unreachable)
        {
            console.WriteLine($"{http.BaseAddress} does not answer: {unreachable.Message}");
        }

        return 1;
    }

    private static Uri? Address(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        result.AddError($"Expected an http or https address, but found {text}.");
        return null;
    }

    private static IAnsiConsole Console(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = System.Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = System.Console.IsOutputRedirected ? Widest : Math.Clamp(console.Profile.Width, Narrowest, Widest);
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
