using System.Diagnostics.CodeAnalysis;
using ErrorOr;
using PartyNet.Application.Imports.Templates;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Application.Imports;

/// <summary>
/// The rows of one sheet: the first ones kept, so that header and fonts can be found in them, then the rest as it is read. The made-up
/// rows of a template are none of them.
/// </summary>
internal sealed class ListSource
{
    /// <summary>Rows that are looked at before the first one is delivered.</summary>
    public const int SampleRows = 2_000;

    private readonly ISheetReader _reader;

    public ListSource(string sheet, ISheetReader reader)
    {
        (Sheet, _reader) = (sheet, reader);
        var sample = new List<SheetRow>();
        while (sample.Count < SampleRows && TryRead(out var row))
            sample.Add(row);
        Sample = sample;
    }

    public string Sheet { get; }
    public IReadOnlyList<SheetRow> Sample { get; }
    public Error? Failure => _reader.Failure;

    public IEnumerable<SheetRow> Rows()
    {
        foreach (var row in Sample)
            yield return row;
        while (TryRead(out var row))
            yield return row;
    }

    private bool TryRead([NotNullWhen(true)] out SheetRow? row)
    {
        while (_reader.TryRead(out row))
        {
            if (!ListTemplate.IsExample(row))
                return true;
        }

        return false;
    }
}
