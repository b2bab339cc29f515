using System.Collections.Concurrent;
using ErrorOr;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Text;

namespace PartyNet.Infrastructure.Protection;

/// <summary>
/// The broken cells that one request met. Opening a value records nothing by itself, since it happens while a page is read or a file is
/// streamed; the host writes down what was met when the request is over.
/// </summary>
public sealed class UnreadableCells(UnreadableToday today, AccessContext access, TimeProvider clock)
{
    /// <summary>
    /// An export of a broken disk meets thousands, and a hundred say as much; <c>partynet doctor --sealed</c> names them all.
    /// </summary>
    private const int Most = 100;

    private static readonly Guid Form = new("0b9d7f52-7a4e-4c38-9d0e-5ea1ed000000");

    private readonly ConcurrentDictionary<(SecretField Field, Guid Row), SealedFault> _met = [];

    /// <summary>Whether a cell could not be read.</summary>
    public bool Any => !_met.IsEmpty;

    /// <summary>Notes what was opened if it is broken, and gives it back.</summary>
    public Unsealed Note(SecretField field, Guid rowId, Unsealed opened)
    {
        if (opened.Fault is { } fault && _met.Count < Most)
            _met.TryAdd((field, rowId), fault);
        return opened;
    }

    /// <summary>Records each cell once a day: in this program whoever meets it, and in audit for each reader.</summary>
    public async Task WriteDownAsync(IProcesses processes, CancellationToken cancellationToken)
    {
        var day = VietnamTime.Day(clock.GetUtcNow());
        foreach (var ((field, row), fault) in _met)
        {
            if (!today.Claim(day, field, row))
                continue;
            try
            {
                var met = new SealedValueUnreadable($"{field.Table}.{field.Column}", row, $"{fault}");
                await RecordAsync(processes, met, day, cancellationToken);
            }
            catch
            {
                today.GiveBack(field, row);
                throw;
            }
        }

        _met.Clear();
    }

    private async Task RecordAsync(IProcesses processes, SealedValueUnreadable met, DateOnly day, CancellationToken cancellationToken)
    {
        var start = new ProcessStart(ProcessType.SealedValueUnreadable);
        Task<ErrorOr<Success>> WorkAsync(IProcess process)
        {
            process.Record(met);
            return Task.FromResult<ErrorOr<Success>>(Result.Success);
        }

        // Nobody waits for the answer: who came first has recorded it.
        var key = RequestKey.Of(Form, met.Column, met.RowId, day);
        _ = access.Scope.IsSignedIn
            ? await processes.OnceAsync(key, start, Problem.NotFound(), WorkAsync, cancellationToken)
            : await processes.RunAsync(start, Problem.NotFound(), WorkAsync, cancellationToken);
    }
}

/// <summary>The broken cells that this program has recorded today.</summary>
public sealed class UnreadableToday
{
    private readonly Lock _gate = new();
    private readonly HashSet<(SecretField Field, Guid Row)> _recorded = [];
    private DateOnly _day;

    /// <summary>False where it has been recorded on this day.</summary>
    public bool Claim(DateOnly day, SecretField field, Guid row)
    {
        lock (_gate)
        {
            if (_day != day)
                _recorded.Clear();
            _day = day;
            return _recorded.Add((field, row));
        }
    }

    public void GiveBack(SecretField field, Guid row)
    {
        lock (_gate)
            _recorded.Remove((field, row));
    }
}
