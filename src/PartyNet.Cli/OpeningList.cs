using System.Security.Cryptography;
using ErrorOr;
using PartyNet.Application.Imports;
using PartyNet.Application.Spreadsheets;
using PartyNet.Spreadsheets;

namespace PartyNet.Cli;

/// <summary>
/// The list of a verb, looked through while the installation is got ready: neither needs the other, and each takes its time.
/// </summary>
internal sealed class OpeningList : IAsyncDisposable
{
    private readonly SheetFiles _files = new();
    private readonly FileStream _stream;
    private readonly Task<ErrorOr<OpenedList>> _opening;
    private ISheetFile? _file;

    public OpeningList(FileInfo file, ListOptions options, CancellationToken cancellationToken)
    {
        _stream = file.OpenRead();
        _opening = Task.Run(() => OpenAsync(file.Name, options, cancellationToken), cancellationToken);
    }

    /// <summary>The list, or why it cannot be read.</summary>
    public Task<ErrorOr<OpenedList>> OpenedAsync() => _opening;

    public async ValueTask DisposeAsync()
    {
        // Whoever gives up meanwhile leaves no file that is still read.
        await ((Task)_opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _file?.Dispose();
        _files.Dispose();
        await _stream.DisposeAsync();
    }

    private async Task<ErrorOr<OpenedList>> OpenAsync(string name, ListOptions options, CancellationToken cancellationToken)
    {
        var hash = await SHA256.HashDataAsync(_stream, cancellationToken);
        _stream.Position = 0;
        var opened = await _files.OpenAsync(_stream, SheetLimits.Console, cancellationToken);
        if (opened.IsError)
            return opened.Errors;
        _file = opened.Value;
        return ImportList.Open(_file, options).Then(list => new OpenedList(list, new ImportFile(name, hash)));
    }
}

/// <summary>A list that was found in a file.</summary>
internal sealed record OpenedList(ImportList List, ImportFile File);
