namespace Approval.Workflows.Auditing;

/// <summary>Somebody outside the system who keeps what was signed, so that not even its owner can sign another past.</summary>
public interface IWitness
{
    /// <summary>Names the witness in the table of those told; holds no secret.</summary>
    string Target { get; }

    /// <summary>Gives it a checkpoint. Telling it the same again changes nothing.</summary>
    /// <exception cref="WitnessContradictsException">It keeps another checkpoint under this number.</exception>
    /// <exception cref="IOException">It cannot be reached now.</exception>
    /// <exception cref="HttpRequestException">It cannot be reached now, or did not take it.</exception>
    Task TellAsync(long number, string note, CancellationToken cancellation);
}

/// <summary>The copy outside is another one than ours: the log was rewritten.</summary>
public sealed class WitnessContradictsException(string target, long number)
    : Exception($"The witness {target} keeps another checkpoint {number} than the database.");
