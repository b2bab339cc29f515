namespace PartyNet.Application.Spreadsheets;

/// <summary>The two file formats that offices exchange: Excel workbooks and separated text.</summary>
public enum SheetFormat
{
    Xlsx = 1,
    Csv = 2,
}
