using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using PartyNet.Application.Access;
using PartyNet.Domain.Units;
using QRCoder;

namespace PartyNet.Web.Pages.Branch;

/// <summary>Slips as they are printed, four to a page.</summary>
public sealed record SlipSheets(Unit Unit, IReadOnlyList<PrintedSlip> Slips)
{
    public const int SlipsOnPage = 4;

    /// <summary>
    /// The QR code of a text as a picture in the page, drawn with one path: no style of its own, which the content policy would refuse.
    /// </summary>
    public static IHtmlContent Qr(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (rows[y][x])
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
            }
        }

        return new HtmlFormattableString(
            """
            <svg class="pn-qr" viewBox="0 0 {0} {0}" role="img" aria-label="Mã QR để quét" shape-rendering="crispEdges"><path d="{1}"/></svg>
            """,
            rows.Count,
            path.ToString());
    }
}
