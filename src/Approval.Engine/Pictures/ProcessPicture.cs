using System.Collections.Immutable;
using Approval.Engine.Procedures;
using Approval.Engine.Procedures.Conditions;

namespace Approval.Engine.Pictures;

/// <summary>A procedure as a drawing: every box and line in its place. The same procedure always gives the same drawing.</summary>
/// <param name="Documentation">The whole in English.</param>
public sealed record ProcessPicture(string Id, string Name, string Documentation, ImmutableArray<PictureShape> Shapes, ImmutableArray<PictureEdge> Edges);

/// <summary>What a box stands for in BPMN 2.0.</summary>
public enum ShapeKind
{
    StartEvent,
    MessageStart,
    SignalStart,
    EndEvent,
    TerminateEnd,
    EscalationEnd,
    UserTask,
    ExclusiveGateway,
    ParallelGateway,
    SubProcess,

    /// <summary>What may happen at any time and ends the process.</summary>
    EventSubProcess,

    /// <summary>A limit that ends the task when it passes.</summary>
    EndingTimer,

    /// <summary>A limit that leaves the task as it is when it passes.</summary>
    PassingTimer,
}

/// <summary>What the law has around every chain; it is drawn, and is no part of the chain.</summary>
public enum FramePart
{
    Intake,
    Decision,
    AnyTime,
}

/// <param name="Id">Unique in the picture and an XML name.</param>
/// <param name="Name">What is written in it, Chinese.</param>
public sealed record PictureShape(string Id, ShapeKind Kind, string Name, Box Bounds)
{
    /// <summary>The sub-process that holds it; null: the process.</summary>
    public string? Parent { get; init; }

    /// <summary>The task whose edge a timer sits on.</summary>
    public string? Host { get; init; }

    /// <summary>Where the name stands when it is outside the box.</summary>
    public Box? Label { get; init; }

    /// <summary>In English.</summary>
    public string? Documentation { get; init; }

    public FramePart? Part { get; init; }

    /// <summary>The stage that a sub-process draws.</summary>
    public Stage? Stage { get; init; }

    /// <summary>The step that a task draws.</summary>
    public Step? Step { get; init; }

    /// <summary>The limit of a timer.</summary>
    public TimeLimit? Limit { get; init; }

    /// <summary>The way out of a gateway when no condition holds.</summary>
    public string? DefaultFlow { get; init; }

    /// <summary>How far a case has come here; null in the picture of a procedure.</summary>
    public PictureState? State { get; init; }
}

/// <param name="Points">Corners from the edge of one box to the edge of the other.</param>
public sealed record PictureEdge(string Id, string From, string To, ImmutableArray<Spot> Points)
{
    public string? Name { get; init; }

    public Box? Label { get; init; }

    public string? Parent { get; init; }

    public FramePart? Part { get; init; }

    public Condition? Condition { get; init; }
}

/// <summary>How far a case has come at one place of the picture.</summary>
public enum PictureState
{
    Done,
    Open,

    /// <summary>Open, and its time has passed.</summary>
    Late,
    Ahead,

    /// <summary>Left out by its condition.</summary>
    Skipped,

    /// <summary>The case ended first.</summary>
    NotReached,
}

public readonly record struct Spot(int X, int Y);

/// <summary>A rectangle; <paramref name="X"/> and <paramref name="Y"/> are its upper left corner.</summary>
public readonly record struct Box(int X, int Y, int Width, int Height)
{
    public int Right => X + Width;

    public int Bottom => Y + Height;

    public int MiddleX => X + (Width / 2);

    public int MiddleY => Y + (Height / 2);

    public static Box Around(int x, int y, int width, int height) => new(x - (width / 2), y - (height / 2), width, height);
}
