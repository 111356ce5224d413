using System.Text;
using Spectre.Console;

namespace Approval.Cli.Tests.Demo;

/// <summary>A terminal without colours that keeps what was shown.</summary>
internal sealed class Screen
{
    private readonly StringBuilder text = new();

    public Screen()
    {
        Console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(new StringWriter(text)) });
        Console.Profile.Width = 118;
    }

    public IAnsiConsole Console { get; }

    public string Text => text.ToString();

    public string[] Lines => Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
