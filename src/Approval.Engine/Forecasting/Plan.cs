using System.Collections.Immutable;

namespace Approval.Engine.Forecasting;

/// <summary>People who do the same work: those of a role in an office. First come, first served.</summary>
/// <param name="People">How many are there on a working day, by its number.</param>
public sealed record Pool(string Key, Func<int, int> People);

/// <summary>A signature: who gives it, and how long it takes, one of the recorded times by chance.</summary>
/// <param name="Minutes">At least one.</param>
public sealed record PlannedTask(string Pool, ImmutableArray<double> Minutes);

/// <param name="InTurn">One after the other (顺签); else side by side.</param>
/// <param name="Share">How many of the cases have the step.</param>
public sealed record PlannedStep(string Id, ImmutableArray<PlannedTask> Tasks, bool InTurn = false, double Share = 1);

/// <param name="ReturnShare">How many of the times the stage is gone through it ends in a return.</param>
/// <param name="ReturnTo">Number of the stage returned to.</param>
public sealed record PlannedStage(string Id, ImmutableArray<PlannedStep> Steps, double ReturnShare = 0, int ReturnTo = 0);

/// <summary>The way of the cases of a procedure at an office, from acceptance to decision.</summary>
public sealed record Plan(string Key, ImmutableArray<PlannedStage> Stages);

/// <summary>Cases that will come: so many in a minute on average, by themselves.</summary>
public sealed record Arrivals(Plan Plan, double PerMinute);

/// <summary>A case that is open already.</summary>
/// <param name="Stage">Number of the stage it is in.</param>
/// <param name="Rest">What is left of that stage; null: all of it.</param>
public sealed record OpenWork(Guid CaseId, Plan Plan, int Stage, ImmutableArray<PlannedStep>? Rest = null);
